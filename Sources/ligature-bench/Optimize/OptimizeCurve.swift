import Descriptors
import Foundation
import Perception
import Targets

/// How a run's objective rose over its docking calls, and what its best molecules are like.
struct OptimizeCurve {
  struct Call {
    let smiles: String
    /// Nil for a failure.
    let objective: Double?
  }

  private static let checkpoints = [50, 60, 100, 150, 200]

  let calls: [Call]
  private let top: [(molecule: PerceivedMolecule, objective: Double)]

  /// Reads a `trajectory.csv`, whose first columns are call, SMILES, status, dock, QED, objective.
  init(_ file: URL) throws {
    let text = try String(contentsOf: file, encoding: .utf8)
    calls = try text.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", maxSplits: 6, omittingEmptySubsequences: false)
      guard fields.count == 7 else {
        throw BenchError("\(file.path): a row of fewer than 7 columns")
      }
      return Call(smiles: String(fields[1]), objective: Double(fields[5]))
    }
    let scored = calls.enumerated().compactMap { call in
      call.element.objective.map { (offset: call.offset, smiles: call.element.smiles, value: $0) }
    }
    top = try scored.sorted { ($1.value, $0.offset) < ($0.value, $1.offset) }.prefix(10).map {
      (try Benchmark.read($0.smiles), $0.value)
    }
  }

  func best(after count: Int) -> Double? { calls.prefix(count).compactMap(\.objective).max() }

  /// The call at which an objective is reached; nil where none does.
  func call(reaching value: Double) -> Int? {
    calls.firstIndex { $0.objective ?? -.infinity >= value }.map { $0 + 1 }
  }

  private var meanOfTop: Double { top.map(\.objective).reduce(0, +) / Double(max(1, top.count)) }

  private var scaffolds: Int { Set(top.map(\.molecule.flatScaffold)).count }

  private static func marks(_ target: ProteinTarget) -> [(name: String, value: Double)] {
    target.percentiles.map { ("calls to \($0.label)", $0.value) }
      + target.publishedBests.map { ("calls to \($0.label)", $0.value) }
  }

  func line(arm: String, target: ProteinTarget, seed: Int) -> JSONLine {
    var line = JSONLine()
    line.add("name", "optimize")
    line.add("target", target.name)
    line.add("arm", arm)
    line.add("seed", seed)
    line.add("calls", calls.count)
    line.add("failed", calls.count { $0.objective == nil })
    for count in Self.checkpoints where count <= calls.count {
      line.add("best at \(count)", best(after: count) ?? .nan)
    }
    line.add("mean of top 10", meanOfTop)
    for mark in Self.marks(target) {
      if let call = call(reaching: mark.value) { line.add(mark.name, call) }
    }
    line.add("scaffolds of top 10", scaffolds)
    line.add("mean SA of top 10", top.map(\.molecule.syntheticAccessibility).mean)
    line.add("largest SA of top 10", top.map(\.molecule.syntheticAccessibility).max() ?? .nan)
    line.add(
      "alerts in top 10",
      top.count { !$0.molecule.painsAlerts.isEmpty || !$0.molecule.brenkAlerts.isEmpty })
    if let first = top.first { line.add("best", first.molecule.canonicalSMILES) }
    return line
  }

  /// Medians over an arm's runs; a run that does not get to an objective counts as one that needs
  /// more calls than any.
  static func summary(
    _ curves: [OptimizeCurve], arm: String, target: ProteinTarget, budget: Int
  ) -> JSONLine {
    var line = JSONLine()
    line.add("name", "optimize medians")
    line.add("target", target.name)
    line.add("arm", arm)
    line.add("runs", curves.count)
    for count in checkpoints where count <= budget {
      line.add("best at \(count)", curves.map { $0.best(after: count) ?? -.infinity }.median)
    }
    line.add("mean of top 10", curves.map(\.meanOfTop).median)
    for mark in marks(target) {
      let median = curves.map { Double($0.call(reaching: mark.value) ?? Int.max) }.median
      line.add(mark.name, median > Double(budget) ? "more than \(budget)" : "\(median)")
    }
    line.add("scaffolds of top 10", curves.map { Double($0.scaffolds) }.median)
    line.add(
      "mean SA of top 10", curves.map { $0.top.map(\.molecule.syntheticAccessibility).mean }.median)
    return line
  }
}

extension [Double] {
  fileprivate var mean: Double { isEmpty ? .nan : reduce(0, +) / Double(count) }
}
