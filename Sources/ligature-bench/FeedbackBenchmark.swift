import Conformers
import Docking
import Feedback
import Foundation
import Perception
import Targets

/// The full feedback on docked molecules: every number, statement and comparison, written as JSON.
struct FeedbackBenchmark {
  private static let standardCount = 10

  /// Canonical SMILES.
  private let texts: [String]
  private let rounds: Int

  init(_ words: WordReader) throws {
    try words.allow(["--rounds", "--limit"], operands: 1)
    let list = try MoleculeList(words)
    let wanted = min(try words.number("--limit", else: Self.standardCount), list.molecules.count)
    let stride = list.molecules.count / wanted
    texts = (0..<wanted).map { list.molecules[$0 * stride].canonicalSMILES }
    rounds = try words.number("--rounds", else: 5)
  }

  /// Docks each molecule on ADRB1 with the engine `vina` at exhaustiveness 1, and measures what
  /// comes after. Molecules that cannot be docked are left out and counted.
  func run() async throws {
    guard let target = try? ProteinTarget(directory: URL(fileURLWithPath: "targets/ADRB1")) else {
      throw BenchError("there is no targets/ADRB1 below this directory")
    }
    let workers = StructureWorkers(worker: Machine.program("ligature-worker"), count: 1)
    let docker = try await docker(target, workers)
    var docked: [(smiles: String, outcome: DockingOutcome)] = []
    for smiles in texts {
      let outcome = await docker.dock(try Benchmark.read(smiles))
      if case .docked = outcome { docked.append((smiles, outcome)) }
    }
    await workers.shutDown()
    guard !docked.isEmpty else { throw BenchError("no molecule could be docked") }
    Machine.printLine(molecules: docked.count, rounds: rounds)
    let start = Machine.processorSeconds
    let assessor = Assessor(target: target, scoring: docker.scoring)
    let setUp = Machine.processorSeconds - start
    // By molecule the median of its rounds; of these the median and the largest.
    var seconds: [Double] = []
    var characters = 0
    for ligand in docked {
      seconds.append(
        try (0..<rounds).map { _ in
          let start = Machine.processorSeconds
          characters += try Self.feedback(ligand.smiles, ligand.outcome, assessor)
          return Machine.processorSeconds - start
        }.median)
    }
    var line = BenchmarkRun.line("feedback", count: 1, seconds: seconds)
    line.add("failed", texts.count - docked.count)
    line.add("seconds_setup", setUp)
    line.add("characters", characters / (docked.count * rounds))
    line.print()
  }

  private func docker(
    _ target: ProteinTarget, _ workers: StructureWorkers
  ) async throws -> LigandDocker {
    do {
      let engine = try await DockingEngine.locate(
        "vina", path: nil, searchPath: ProcessInfo.processInfo.environment["PATH"], schema: nil)
      var settings = DockingSettings()
      settings.exhaustiveness = 1
      return try LigandDocker(
        target: target, engine: engine, settings: settings, structures: workers)
    } catch {
      throw BenchError(error.description)
    }
  }

  private static func feedback(
    _ smiles: String, _ outcome: DockingOutcome, _ assessor: Assessor
  ) throws -> Int {
    let assessment = assessor.assess(smiles, outcome)
    guard case .scored = assessment else { throw BenchError("\(smiles) has no feedback") }
    return try FeedbackJSON.data(assessment, smiles: smiles, target: assessor.target.name).count
  }
}
