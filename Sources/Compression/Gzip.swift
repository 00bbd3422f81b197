import CZlib
import Foundation

/// Gzip files in memory (RFC 1952).
public enum Gzip {
  /// Unpacked size beyond which data are refused unless the caller says otherwise: 4 GiB.
  public static let defaultLimit = 4 << 30

  /// Whether the data begin with gzip's magic bytes `1f 8b`.
  public static func isGzip(_ data: Data) -> Bool { data.starts(with: [0x1f, 0x8b]) }

  /// Unpacks gzip data of one or several members.
  ///
  /// - Parameter limit: the most bytes that may come out.
  /// - Throws: `.notGzip`, `.truncated`, `.corrupt`, or `.tooLarge` beyond the limit.
  public static func decompressed(
    _ data: Data, limit: Int = defaultLimit
  ) throws(CompressionError) -> Data {
    guard isGzip(data) else {
      throw CompressionError(
        code: .notGzip, message: "expected gzip data, which begin with the bytes 1f 8b")
    }
    var decoder = try GzipDecoder(limit: limit)
    var output: [UInt8] = []
    let bytes = [UInt8](data)
    try bytes.withUnsafeBufferPointer { input throws(CompressionError) in
      try decoder.decode(input, into: &output)
    }
    try decoder.finish()
    return Data(output)
  }

  /// Packs data as one gzip member, without name and time so that the same data give the same bytes.
  ///
  /// - Parameter level: 0 (store) to 9 (smallest).
  /// - Throws: `.unavailable` when zlib cannot run.
  public static func compressed(_ data: Data, level: Int = 6) throws(CompressionError) -> Data {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer {
      deflateEnd(stream)
      stream.deinitialize(count: 1)
      stream.deallocate()
    }
    let status = deflateInit2_(
      stream, Int32(min(max(level, 0), 9)), Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw CompressionError(code: .unavailable, message: "zlib does not start (code \(status))")
    }
    let input = [UInt8](data)
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var start = 0
    repeat {
      // zlib counts a piece in 32 bits.
      let piece = min(input.count - start, 1 << 30)
      let isLast = start + piece == input.count
      input.withUnsafeBufferPointer { buffer in
        stream.pointee.next_in = UnsafeMutablePointer(
          mutating: buffer.baseAddress.map { $0 + start })
        stream.pointee.avail_in = UInt32(piece)
        repeat {
          chunk.withUnsafeMutableBufferPointer { room in
            stream.pointee.next_out = room.baseAddress
            stream.pointee.avail_out = UInt32(room.count)
            _ = deflate(stream, isLast ? Z_FINISH : Z_NO_FLUSH)
          }
          output.append(contentsOf: chunk.dropLast(Int(stream.pointee.avail_out)))
        } while stream.pointee.avail_out == 0
      }
      start += piece
    } while start < input.count
    return Data(output)
  }

  /// The content of a file, unpacked if its first bytes say that it is gzip, whatever its name.
  ///
  /// - Throws: `.unreadable`, and what `decompressed` throws, with the file's path.
  public static func contents(
    of url: URL, limit: Int = defaultLimit
  ) throws(CompressionError) -> Data {
    let data: Data
    do { data = try Data(contentsOf: url) } catch {
      throw CompressionError(
        code: .unreadable, message: "cannot read the file: \(reason(of: error))", file: url.path)
    }
    guard isGzip(data) else { return data }
    do { return try decompressed(data, limit: limit) } catch { throw error.at(url.path) }
  }

  static func reason(of error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "no such file"
    case .fileReadNoPermission: "permission denied"
    default: (error as NSError).localizedDescription
    }
  }
}
