import Foundation
import MoleculeFiles
import Perception

/// Measures every benchmark of the chemistry, round by round in turn with the peer.
struct BenchmarkRun {
  private static let standardFigures = "Sources/ligature-bench/accepted.jsonl"

  private let list: MoleculeList
  private let rounds: Int
  private let chosen: [String]
  private let python: String?
  private let wantsPeer: Bool
  private let accepted: AcceptedFigures

  init(_ words: WordReader) throws {
    try words.allow(
      ["--rounds", "--limit", "--only", "--python", "--no-peer", "--accepted"], operands: 1)
    list = try MoleculeList(words)
    rounds = try words.number("--rounds", else: 5)
    chosen = words.options["--only"] ?? []
    python = words.text("--python")
    wantsPeer = words.options["--no-peer"] == nil
    accepted = try AcceptedFigures(
      named: words.text("--accepted"), else: Self.standardFigures)
    let known = Benchmark.all.map(\.name) + [NeighborBenchmark.name, DescribeBenchmark.name]
    if let unknown = chosen.first(where: { !known.contains($0) }) {
      throw BenchError(
        "no benchmark is called '\(unknown)'; there are \(known.joined(separator: ", "))")
    }
  }

  func run() async throws {
    Machine.printLine(molecules: list.texts.count, rounds: rounds)
    var peer: Peer?
    if wantsPeer {
      peer = await Peer(python: python, texts: list.texts)
      if peer == nil {
        BenchCommand.note("no Python with RDKit (see --python), so there is no peer")
      }
    }
    for benchmark in Benchmark.all where isWanted(benchmark.name) {
      try await measure(benchmark, peer)
    }
    await peer?.finish()
    if isWanted(NeighborBenchmark.name) {
      var line = NeighborBenchmark(molecules: list.molecules, rounds: rounds).line()
      accepted.add(to: &line, name: NeighborBenchmark.name)
      line.print()
    }
    if isWanted(DescribeBenchmark.name) {
      var line = try await DescribeBenchmark(texts: list.texts, rounds: rounds).line()
      accepted.add(to: &line, name: DescribeBenchmark.name)
      line.print()
    }
  }

  private func isWanted(_ name: String) -> Bool { chosen.isEmpty || chosen.contains(name) }

  private func measure(_ benchmark: Benchmark, _ peer: Peer?) async throws {
    var own: [Double] = []
    var others: [Double] = []
    var ratios: [Double] = []
    for _ in 0..<rounds {
      let (seconds, _) = try benchmark.measure(list.texts, list.molecules)
      own.append(seconds)
      guard let peer else { continue }
      let other = try await peer.seconds(for: benchmark.name)
      others.append(other)
      ratios.append(other / seconds)
    }
    var line = Self.line(benchmark.name, count: list.texts.count, seconds: own)
    if let peer {
      line.add("peer", peer.name)
      line.add("peer_per_second", Double(list.texts.count) / others.median)
      line.add("ratio", ratios.median)
      line.add("ratio_min", ratios.min() ?? 0)
      line.add("ratio_max", ratios.max() ?? 0)
    }
    accepted.add(to: &line, name: benchmark.name)
    line.print()
  }

  static func line(_ name: String, count: Int, seconds: [Double]) -> JSONLine {
    var line = JSONLine()
    line.add("name", name)
    line.add("n", count)
    line.add("seconds", seconds.median)
    line.add("seconds_min", seconds.min() ?? 0)
    line.add("seconds_max", seconds.max() ?? 0)
    line.add("per_second", Double(count) / seconds.median)
    return line
  }
}

extension [Double] {
  /// The middle value, of an even number the mean of the two; 0 of none.
  var median: Double {
    let sorted = sorted()
    guard !sorted.isEmpty else { return 0 }
    return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
  }
}
