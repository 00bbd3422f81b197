import Foundation
import MoleculeFiles
import Perception

/// Measures every benchmark, round by round in turn with the peer.
struct BenchmarkRun {
  private let texts: [String]
  private let molecules: [PerceivedMolecule]
  private let rounds: Int
  private let chosen: [String]
  private let python: String?
  private let wantsPeer: Bool

  init(_ words: WordReader) throws {
    try words.allow(
      ["--rounds", "--limit", "--only", "--python", "--no-peer"], operands: 1)
    let path = words.operands.first ?? "Tests/Data/descriptors.csv.gz"
    (texts, molecules) = try Self.read(path, limit: words.number("--limit", else: Int.max))
    rounds = try words.number("--rounds", else: 5)
    chosen = words.options["--only"] ?? []
    python = words.text("--python")
    wantsPeer = words.options["--no-peer"] == nil
    let known = Benchmark.all.map(\.name) + SideBenchmark.names
    if let unknown = chosen.first(where: { !known.contains($0) }) {
      throw BenchError(
        "no benchmark is called '\(unknown)'; there are \(known.joined(separator: ", "))")
    }
  }

  /// The molecules of a file that are sound; the others are counted and passed over.
  private static func read(_ path: String, limit: Int) throws -> ([String], [PerceivedMolecule]) {
    let reader: MoleculeReader
    do throws(FileError) { reader = try MoleculeReader(path: path) } catch {
      throw BenchError(error.description)
    }
    var texts: [String] = []
    var molecules: [PerceivedMolecule] = []
    var refused = 0
    for record in reader {
      if texts.count == limit { break }
      guard let text = record.smilesText, let molecule = try? Benchmark.read(text) else {
        refused += 1
        continue
      }
      texts.append(text)
      molecules.append(molecule)
    }
    guard !texts.isEmpty else { throw BenchError("\(path) holds no SMILES that can be read") }
    if refused > 0 { note("\(refused) entries of \(path) cannot be read and are left out") }
    return (texts, molecules)
  }

  private static func note(_ text: String) {
    FileHandle.standardError.write(Data("ligature-bench: \(text)\n".utf8))
  }

  func run() async throws {
    Machine.printLine(molecules: texts.count, rounds: rounds)
    var peer: Peer?
    if wantsPeer {
      peer = await Peer(python: python, texts: texts)
      if peer == nil {
        Self.note("no Python with RDKit (see --python), so there is no peer to compare with")
      }
    }
    for benchmark in Benchmark.all where chosen.isEmpty || chosen.contains(benchmark.name) {
      try await measure(benchmark, peer)
    }
    await peer?.finish()
    for name in SideBenchmark.names where chosen.isEmpty || chosen.contains(name) {
      try await SideBenchmark(name: name, molecules: molecules, rounds: rounds).run()
    }
  }

  private func measure(_ benchmark: Benchmark, _ peer: Peer?) async throws {
    var own: [Double] = []
    var others: [Double] = []
    var ratios: [Double] = []
    for _ in 0..<rounds {
      let (seconds, _) = try benchmark.measure(texts, molecules)
      own.append(seconds)
      guard let peer else { continue }
      let other = try await peer.seconds(for: benchmark.name)
      others.append(other)
      ratios.append(other / seconds)
    }
    var line = Self.line(benchmark.name, count: texts.count, seconds: own)
    if let peer {
      line.add("peer", peer.name)
      line.add("peer_per_second", Double(texts.count) / others.median)
      line.add("ratio", ratios.median)
      line.add("ratio_min", ratios.min() ?? 0)
      line.add("ratio_max", ratios.max() ?? 0)
    }
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
