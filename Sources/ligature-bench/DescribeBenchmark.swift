import Foundation
import Processes

/// What a second core brings: `ligature describe` with all columns, with one job and with two.
struct DescribeBenchmark {
  static let name = "describe_all_columns"

  let texts: [String]
  let rounds: Int

  /// Wall time, of whole processes, in alternating rounds.
  func line() async throws -> JSONLine {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("ligature-bench-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(
      at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(at: folder) }
    let list = folder.appendingPathComponent("list.smi")
    try Data((texts.joined(separator: "\n") + "\n").utf8).write(to: list)
    var one: [Double] = []
    var two: [Double] = []
    for _ in 0..<rounds {
      one.append(try await seconds(list, jobs: 1))
      two.append(try await seconds(list, jobs: 2))
    }
    var line = BenchmarkRun.line(Self.name, count: texts.count, seconds: two)
    line.add("clock", "wall")
    line.add("jobs", 2)
    line.add("one_job_per_second", Double(texts.count) / one.median)
    line.add("speedup", one.median / two.median)
    return line
  }

  private func seconds(_ list: URL, jobs: Int) async throws -> Double {
    let result = try await Program(
      Machine.program("ligature"),
      arguments: [
        "describe", list.path, "--columns", "all", "--jobs", "\(jobs)", "--quiet", "-o",
        list.appendingPathExtension("csv").path,
      ]
    ).run()
    guard result.succeeded else {
      throw BenchError(
        "describe failed: \(String(decoding: result.standardError.prefix(300), as: UTF8.self))")
    }
    return result.wallSeconds
  }
}
