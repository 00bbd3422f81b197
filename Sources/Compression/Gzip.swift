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

  /// Packs data as one gzip member, without name and time so that the same data give the same
  /// bytes.
  ///
  /// - Parameter level: 0 (store) to 9 (smallest).
  /// - Throws: `.unavailable` when zlib cannot run.
  public static func compressed(_ data: Data, level: Int = 6) throws(CompressionError) -> Data {
    var encoder = try GzipEncoder(level: level)
    var output: [UInt8] = []
    encoder.encode([UInt8](data), into: &output)
    encoder.finish(into: &output)
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
