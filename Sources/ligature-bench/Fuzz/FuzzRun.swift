import Foundation
import Processes

/// Sends inputs to child processes and reports those that fail.
struct FuzzRun {
  private let readers: [FuzzReader]
  private let count: Int
  private let seed: UInt64
  private let input: String?
  /// Inputs of one child, and failures of one reader after which it is given up.
  private static let batch = 200_000
  private static let mostFailures = 20
  /// One text of so many may be read back differently.
  private static let leastStable = 2_000

  init(_ words: WordReader) throws {
    try words.allow(["--count", "--seed", "--reader", "--input"], operands: 0)
    count = try words.number("--count", else: 100_000)
    seed = UInt64(try words.number("--seed", else: 1))
    input = words.text("--input")
    let name = words.text("--reader") ?? (input == nil ? "all" : "smiles")
    if name == "all" {
      readers = FuzzReader.allCases
    } else if let reader = FuzzReader(rawValue: name) {
      readers = [reader]
    } else {
      throw BenchError("no reader is called '\(name)'; see --help")
    }
  }

  func run() async throws -> Int32 {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ligature-fuzz-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    if let input, let reader = readers.first { return once(input, reader, folder) }
    var isSound = true
    for reader in readers where try await !read(reader, folder) { isSound = false }
    return isSound ? 0 : 1
  }

  private func once(_ text: String, _ reader: FuzzReader, _ folder: URL) -> Int32 {
    switch FuzzCheck(reader: reader, folder: folder).verdict(on: text, index: 0) {
    case .accepted: print("accepted")
    case .refused: print("refused")
    case .unstable(let why): print("unstable: \(why)")
    case .failed(let why):
      print("failed: \(why)")
      return 1
    }
    return 0
  }

  private func read(_ reader: FuzzReader, _ folder: URL) async throws -> Bool {
    let start = Machine.wallSeconds
    var next = 0
    var accepted = 0
    var failures = 0
    var unstable = 0
    while next < count, failures < Self.mostFailures {
      let end = min(count, next + Self.batch)
      let result = try await child(reader, next..<end, folder)
      for line in String(decoding: result.standardOutput, as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ", maxSplits: 2)
        if words.count == 2, words[0] == "accepted" { accepted += Int(words[1]) ?? 0 }
        guard words.count == 3, let index = Int(words[1]) else { continue }
        if words[0] == "failed" {
          failures += 1
          report(reader, index, String(words[2]))
        } else if words[0] == "unstable" {
          unstable += 1
          if unstable <= Self.mostFailures {
            report(reader, index, String(words[2]), as: "unstable")
          }
        }
      }
      if result.succeeded {
        next = end
      } else {
        let index = FuzzChild.lastIndex(in: folder) ?? next
        failures += 1
        report(reader, index, Self.account(of: result))
        next = index + 1
      }
    }
    var line = JSONLine()
    line.add("name", "fuzz_\(reader.rawValue)")
    line.add("n", next)
    line.add("accepted", accepted)
    line.add("failures", failures)
    line.add("unstable", unstable)
    line.add("seconds", Machine.wallSeconds - start)
    line.print()
    return failures == 0 && unstable * Self.leastStable <= accepted
  }

  private func child(
    _ reader: FuzzReader, _ range: Range<Int>, _ folder: URL
  ) async throws -> ProgramResult {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let program = Program(
      URL(fileURLWithPath: own ?? CommandLine.arguments[0]),
      arguments: [
        FuzzChild.mode, reader.rawValue, "\(seed)", "\(range.lowerBound)", "\(range.upperBound)",
        folder.path,
      ])
    return try await program.run()
  }

  private static func account(of result: ProgramResult) -> String {
    if result.ending == .signaled(SIGALRM) { return "took more than \(FuzzChild.limit) s" }
    let errors = String(decoding: result.standardError.prefix(300), as: UTF8.self)
    return "crashed (\(result.ending)) \(errors)"
  }

  private func report(
    _ reader: FuzzReader, _ index: Int, _ why: String, as name: String = "failure"
  ) {
    var line = JSONLine()
    line.add("name", name)
    line.add("reader", reader.rawValue)
    line.add("index", index)
    line.add("input", reader.input(seed: seed, index: index))
    line.add("why", why)
    line.print()
  }
}
