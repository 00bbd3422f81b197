import Foundation

/// The near ends of a started program's pipes, and the bytes that move through them.
///
/// `pump` is the only loop that waits: for room in the input, for output, for the program's end and
/// for the clock, whichever comes first.
final class Exchange {
  let process: SpawnedProcess
  private var input: Descriptor?
  private var output: Descriptor?
  private var error: Descriptor?
  /// A byte arrives here when the process was reaped.
  private let endSignal: Descriptor
  private var outgoing = Data()
  private var sent = 0
  private let outputLimit: Int
  private let errorLimit: Int
  private let isConversation: Bool
  private(set) var isOutputTruncated = false
  var received = Data()
  private(set) var errors = Data()
  private var buffer = [UInt8](repeating: 0, count: 64 << 10)
  /// Bytes that a pipe may hold (pipe(7)).
  private static let largestPipe = 1 << 20

  /// Starts the program.
  ///
  /// - Parameter isConversation: keeps the input open for messages; the errors kept are the last
  ///   few kilobytes, not the first.
  init(_ program: Program, isConversation: Bool) throws(ProcessError) {
    let needsInput = isConversation || program.standardInput != nil
    let inputPipe = needsInput ? try Descriptor.pipe(for: program) : nil
    let outputPipe = try Descriptor.pipe(for: program)
    let errorPipe = try Descriptor.pipe(for: program)
    let endPipe = try Descriptor.pipe(for: program)
    let reportEnd = endPipe.write
    process = try SpawnedProcess.start(
      program,
      streams: SpawnedProcess.Streams(
        input: inputPipe?.read.number, output: outputPipe.write.number,
        error: errorPipe.write.number)
    ) {
      _ = withUnsafeBytes(of: UInt8(1)) { reportEnd.write($0) }
    }
    self.isConversation = isConversation
    outputLimit = isConversation ? Int.max : max(0, program.outputLimit)
    errorLimit = isConversation ? 4 << 10 : outputLimit
    input = inputPipe?.write
    output = outputPipe.read
    error = errorPipe.read
    endSignal = endPipe.read
    input?.makeNonblocking()
    output?.makeNonblocking()
    error?.makeNonblocking()
    outgoing = program.standardInput ?? Data()
  }

  /// Queues bytes for the program's input.
  func queue(_ bytes: Data) {
    outgoing = outgoing.dropFirst(sent) + bytes
    sent = 0
  }

  var isInputDelivered: Bool { sent == outgoing.count }

  func closeInput() { input = nil }

  enum Stop { case satisfied, programEnded, timeUp }

  /// Moves bytes until `isSatisfied`, the end of the program, or `deadline` (monotonic seconds).
  ///
  /// What the program wrote before its end has been read when this returns.
  func pump(until deadline: Double?, isSatisfied: (Exchange) -> Bool) -> Stop {
    while true {
      if isSatisfied(self) { return .satisfied }
      var polled = [pollfd(fd: endSignal.number, events: Int16(POLLIN), revents: 0)]
      if let output { polled.append(pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)) }
      if let error { polled.append(pollfd(fd: error.number, events: Int16(POLLIN), revents: 0)) }
      if let input, sent < outgoing.count {
        polled.append(pollfd(fd: input.number, events: Int16(POLLOUT), revents: 0))
      }
      var wait: Int32 = -1
      if let deadline {
        let left = deadline - monotonicSeconds()
        if left <= 0 { return .timeUp }
        wait = Int32(min(left * 1000 + 1, 1e9))
      }
      let ready = poll(&polled, nfds_t(polled.count), wait)
      if ready <= 0 { continue }
      let hasEnded = polled[0].revents != 0
      writeInput()
      // One buffer a turn, so that endless output cannot keep the clock from being looked at. After
      // the end all that the pipes held: what left the group may go on writing for ever.
      let most = hasEnded ? Self.largestPipe : 1
      readOutput(upTo: most)
      readErrors(upTo: most)
      if hasEnded { return isSatisfied(self) ? .satisfied : .programEnded }
    }
  }

  private func writeInput() {
    guard let input else { return }
    while sent < outgoing.count {
      let start = outgoing.startIndex + sent
      let transfer = outgoing[start...].withUnsafeBytes { input.write($0) }
      switch transfer {
      case .moved(let count): sent += count
      case .wouldBlock: return
      case .closed:
        self.input = nil
        return
      }
    }
    outgoing = Data()
    sent = 0
    if !isConversation { self.input = nil }
  }

  /// - Parameter most: bytes after which no more is read in this turn.
  private func readOutput(upTo most: Int) {
    Self.drain(&output, through: &buffer, upTo: most) { bytes in
      let kept = min(bytes.count, outputLimit - received.count)
      received.append(contentsOf: bytes.prefix(kept))
      if kept < bytes.count { isOutputTruncated = true }
    }
  }

  /// - Parameter most: as for `readOutput`.
  private func readErrors(upTo most: Int) {
    Self.drain(&error, through: &buffer, upTo: most) { bytes in
      if isConversation {
        errors = Data((errors + bytes).suffix(errorLimit))
      } else {
        errors.append(contentsOf: bytes.prefix(errorLimit - errors.count))
      }
    }
  }

  private static func drain(
    _ source: inout Descriptor?, through buffer: inout [UInt8], upTo most: Int,
    keep: (ArraySlice<UInt8>) -> Void
  ) {
    var total = 0
    while total < most, let open = source {
      switch buffer.withUnsafeMutableBytes({ open.read(into: $0) }) {
      case .moved(let count):
        total += count
        keep(buffer[..<count])
      case .wouldBlock: return
      case .closed: source = nil
      }
    }
  }
}
