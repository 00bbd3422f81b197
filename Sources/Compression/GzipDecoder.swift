import CZlib

/// Unpacks a gzip stream that arrives in pieces (RFC 1952), of one member or several in a row.
///
/// Zero bytes behind the last member are padding, as gzip itself has it. Memory: the window of
/// zlib, 32 KiB, and what `decode` appends.
package struct GzipDecoder: ~Copyable {
  private enum Place { case start, inMember, betweenMembers, padding }

  // zlib's state points back to the stream, so the stream must not move in memory.
  private let stream: UnsafeMutablePointer<z_stream>
  private var place = Place.start
  private let limit: Int
  private var produced = 0

  /// - Parameter limit: the most bytes that may come out; a few kilobytes can unpack to gigabytes.
  package init(limit: Int) throws(CompressionError) {
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    self.limit = limit
    let status = inflateInit2_(
      stream, MAX_WBITS + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else {
      throw CompressionError(code: .unavailable, message: "zlib does not start (code \(status))")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
  }

  /// Unpacks `input` and appends the result to `output`.
  package mutating func decode(
    _ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) throws(CompressionError) {
    var rest = input[...]
    while let first = rest.first {
      switch place {
      case .start: place = .inMember
      case .betweenMembers, .padding:
        if first == 0 {
          place = .padding
          rest = rest.dropFirst()
          continue
        }
        guard place == .betweenMembers, inflateReset(stream) == Z_OK else {
          throw CompressionError(
            code: .corrupt, message: "bytes behind the end of the gzip data; is the file damaged?")
        }
        place = .inMember
      case .inMember: break
      }
      let used = try decodeMember(UnsafeBufferPointer(rebasing: rest), into: &output)
      rest = rest.dropFirst(used)
    }
  }

  /// Says that no more input comes.
  ///
  /// - Throws: `.truncated` when the last member is not complete.
  package func finish() throws(CompressionError) {
    guard place == .betweenMembers || place == .padding else {
      throw CompressionError(
        code: .truncated,
        message: "the gzip data end too early (\(produced) bytes unpacked); copy the file again")
    }
  }

  /// Runs zlib to the end of the input or of the member; returns how many bytes it used.
  private mutating func decodeMember(
    _ input: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]
  ) throws(CompressionError) -> Int {
    let piece = input.prefix(1 << 30)
    stream.pointee.next_in = UnsafeMutablePointer(mutating: piece.base.baseAddress)
    stream.pointee.avail_in = UInt32(piece.count)
    defer { stream.pointee.next_in = nil }
    let chunk = 1 << 16
    while true {
      var status = Z_OK
      var written = 0
      let room = output.count
      output.append(contentsOf: repeatElement(0, count: chunk))
      output.withUnsafeMutableBufferPointer { buffer in
        stream.pointee.next_out = buffer.baseAddress.map { $0 + room }
        stream.pointee.avail_out = UInt32(chunk)
        status = inflate(stream, Z_NO_FLUSH)
        written = chunk - Int(stream.pointee.avail_out)
        stream.pointee.next_out = nil
      }
      output.removeLast(chunk - written)
      produced += written
      guard produced <= limit else {
        throw CompressionError(
          code: .tooLarge, message: "unpacks to more than \(limit) bytes; refused")
      }
      switch status {
      case Z_STREAM_END:
        place = .betweenMembers
        return piece.count - Int(stream.pointee.avail_in)
      case Z_OK where stream.pointee.avail_in > 0 || written == chunk: continue
      case Z_OK, Z_BUF_ERROR: return piece.count - Int(stream.pointee.avail_in)
      default: throw damage(status)
      }
    }
  }

  private func damage(_ status: Int32) -> CompressionError {
    let reason = stream.pointee.msg.map { String(cString: $0) } ?? "zlib code \(status)"
    return CompressionError(
      code: .corrupt,
      message: "damaged gzip data after \(produced) unpacked bytes: \(reason)")
  }
}
