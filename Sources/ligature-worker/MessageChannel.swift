import Foundation

/// The stream of messages: four bytes of length, lowest first, then as many bytes.
struct MessageChannel {
  static let limit = 64 << 20

  private let input: Int32
  private let output: Int32

  /// Takes standard input and output for messages. What Open Babel prints on the way goes to the
  /// error output instead.
  init?() {
    input = 0
    output = dup(1)
    guard output >= 0, dup2(2, 1) >= 0 else { return nil }
  }

  /// The next message; nil at the end of input or when no sane message follows.
  func next() -> Data? {
    guard let header = read(4) else { return nil }
    let length = header.reversed().reduce(0) { $0 << 8 | Int($1) }
    return length <= Self.limit ? read(length) : nil
  }

  func send(_ message: Data) -> Bool {
    let length = UInt32(message.count)
    let header = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * UInt32($0))) }
    return write(Data(header) + message)
  }

  private func read(_ count: Int) -> Data? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let read = bytes.withUnsafeMutableBytes { buffer in
        Glibc.read(input, buffer.baseAddress.map { $0 + filled }, count - filled)
      }
      if read > 0 { filled += read } else if read == 0 || errno != EINTR { return nil }
    }
    return Data(bytes)
  }

  private func write(_ bytes: Data) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        Glibc.write(output, buffer.baseAddress.map { $0 + sent }, bytes.count - sent)
      }
      if written >= 0 { sent += written } else if errno != EINTR { return false }
    }
    return true
  }
}
