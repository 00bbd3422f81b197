import CZlib

/// Packs a stream that arrives in pieces as one gzip member (RFC 1952), without name and time, so
/// that the same data give the same bytes. Memory: zlib's 256 KiB, and what `encode` appends.
package struct GzipEncoder: ~Copyable {
  // zlib's state points back to the stream, so the stream must not move in memory.
  private let stream: UnsafeMutablePointer<z_stream>

  /// - Parameter level: 0 (store) to 9 (smallest).
  /// - Throws: `.unavailable` when zlib cannot run.
  package init(level: Int = 6) throws(CompressionError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = deflateInit2_(
      stream, Int32(min(max(level, 0), 9)), Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY,
      ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw CompressionError(code: .unavailable, message: "zlib does not start (code \(status))")
    }
  }

  deinit {
    deflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Packs `input` and appends what is ready to `output`; zlib keeps the rest for later.
  package mutating func encode(_ input: [UInt8], into output: inout [UInt8]) {
    // zlib counts a piece in 32 bits.
    for start in stride(from: 0, to: input.count, by: 1 << 30) {
      let piece = input[start..<min(start + 1 << 30, input.count)]
      piece.withUnsafeBufferPointer { deflate($0, Z_NO_FLUSH, into: &output) }
    }
  }

  /// Appends what zlib still holds, and the end of the member. Nothing may follow.
  package mutating func finish(into output: inout [UInt8]) {
    deflate(UnsafeBufferPointer(start: nil, count: 0), Z_FINISH, into: &output)
  }

  private func deflate(
    _ input: UnsafeBufferPointer<UInt8>, _ flush: Int32, into output: inout [UInt8]
  ) {
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    stream.pointee.avail_in = UInt32(input.count)
    defer { stream.pointee.next_in = nil }
    let chunk = 1 << 16
    repeat {
      let room = output.count
      output.append(contentsOf: repeatElement(0, count: chunk))
      output.withUnsafeMutableBufferPointer { buffer in
        stream.pointee.next_out = buffer.baseAddress.map { $0 + room }
        stream.pointee.avail_out = UInt32(chunk)
        // Neither call can fail on a stream that was set up: there is always room.
        _ = CZlib.deflate(stream, flush)
        stream.pointee.next_out = nil
      }
      output.removeLast(Int(stream.pointee.avail_out))
    } while stream.pointee.avail_out == 0
  }
}
