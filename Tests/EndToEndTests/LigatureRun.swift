import Foundation
import TestSupport

/// A run of the built `ligature`, as a user starts it.
struct LigatureRun: Sendable {
  let status: Int32
  let output: String
  let notes: String

  /// The rows of comma-separated output by column name; fields may be quoted.
  var rows: [[String: String]] { CSVRows(output).rows }

  /// Runs to the end.
  ///
  /// - Parameter directory: becomes the working directory and keeps the outputs.
  static func run(
    _ arguments: [String], in directory: TemporaryDirectory, input: String? = nil,
    environment: [String: String] = [:]
  ) async throws -> LigatureRun {
    try await StartedLigature(arguments, in: directory, input: input, environment: environment)
      .end()
  }
}

/// A running `ligature`.
final class StartedLigature: @unchecked Sendable {
  private let process = Process()
  private let output: URL
  private let notes: URL
  private let exited: AsyncStream<Void>

  /// - Parameter ignored: signals that are ignored when it starts, by their names for a shell.
  init(
    _ arguments: [String], in directory: TemporaryDirectory, input: String? = nil,
    environment: [String: String] = [:], ignoring ignored: [String] = []
  ) throws {
    let id = UUID().uuidString
    output = directory.file("stdout-\(id)")
    notes = directory.file("stderr-\(id)")
    let source = directory.file("stdin-\(id)")
    for file in [output, notes] { try Data().write(to: file) }
    try Data((input ?? "").utf8).write(to: source)
    let program = Checkout.program("ligature")
    process.executableURL = ignored.isEmpty ? program : URL(fileURLWithPath: "/bin/sh")
    let shell = [
      "-c", "trap '' \(ignored.joined(separator: " ")); exec \"$0\" \"$@\"", program.path,
    ]
    process.arguments = (ignored.isEmpty ? [] : shell) + arguments
    process.currentDirectoryURL = directory.url
    let surroundings = ProcessInfo.processInfo.environment.merging(
      ["XDG_CACHE_HOME": directory.file("cache").path]) { $1 }
    process.environment = surroundings.merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: source)
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: notes)
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    exited = stream
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
  }

  var isRunning: Bool { process.isRunning }

  /// The most memory that the program used until its end, bytes; looked up on a thread of its own,
  /// because tasks may wait long for one.
  func peakMemory() async -> Int {
    let process = process.processIdentifier
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        var peak = 0
        while let now = Self.peakMemory(of: process) {
          peak = max(peak, now)
          usleep(2_000)
        }
        continuation.resume(returning: peak)
      }
    }
  }

  /// Bytes so far; nil when the process has ended.
  private static func peakMemory(of process: Int32) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first
    else { return nil }
    return Int(kilobytes).map { $0 << 10 }
  }

  func send(signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end; a program that a signal ended has the status 128 + signal.
  func end() async throws -> LigatureRun {
    for await _ in exited {}
    let status = process.terminationStatus
    return LigatureRun(
      status: process.terminationReason == .uncaughtSignal ? 128 + status : status,
      output: try String(contentsOf: output, encoding: .utf8),
      notes: try String(contentsOf: notes, encoding: .utf8))
  }
}
