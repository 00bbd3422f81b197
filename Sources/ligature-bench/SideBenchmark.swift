import Conformers
import Descriptors
import Docking
import Editors
import Feedback
import FeedbackDescent
import Foundation
import Perception
import SMILES
import Targets

/// What RDKit has no counterpart for: structures, charges and InChIKeys through one worker, and
/// proposals of the editor.
struct SideBenchmark {
  private static let structureCount = 100
  private static let columnCount = 2000
  private static let parentCount = 5
  private static let proposalCount = 64

  private let molecules: [PerceivedMolecule]
  private let rounds: Int

  init(_ words: WordReader) throws {
    try words.allow(["--rounds", "--limit"], operands: 1)
    let list = try MoleculeList(words)
    molecules = list.molecules
    rounds = try words.number("--rounds", else: 5)
    Machine.printLine(molecules: molecules.count, rounds: rounds)
  }

  /// Structures, and the two columns of `describe` that need Open Babel.
  func structures() async {
    let program = Machine.program("ligature-worker")
    guard FileManager.default.isExecutableFile(atPath: program.path) else {
      return BenchCommand.note("there is no ligature-worker beside this program")
    }
    let workers = StructureWorkers(worker: program, count: 1)
    await measure("structures_3d", of: Self.structureCount) {
      _ = try await workers.structure(of: $0, pH: nil, seed: 1)
    }
    await measure("net_charge_ph74", of: Self.columnCount) {
      _ = try await workers.netCharge(of: $0, pH: 7.4)
    }
    await measure("inchikey", of: Self.columnCount) { _ = try await workers.inchiKey(of: $0) }
    await workers.shutDown()
  }

  /// Wall time, since the work is the worker's. Molecules that fail count as tried.
  private func measure(
    _ name: String, of count: Int, _ work: (PerceivedMolecule) async throws -> Void
  ) async {
    let stride = max(1, molecules.count / count)
    let sample = molecules.indices.filter { $0 % stride == 0 }.prefix(count)
    var failed = 0
    let start = Machine.wallSeconds
    for index in sample {
      do { try await work(molecules[index]) } catch { failed += 1 }
    }
    var line = BenchmarkRun.line(
      name, count: sample.count, seconds: [Machine.wallSeconds - start])
    line.add("failed", failed)
    line.add("clock", "wall")
    line.print()
  }

  /// One batch from a frontier of molecules with made-up scores.
  func proposals() async throws {
    let folder = URL(fileURLWithPath: "targets/ADRB1")
    guard let target = try? ProteinTarget(directory: folder) else {
      return BenchCommand.note("there is no targets/ADRB1 below this directory")
    }
    let assessor = Assessor(target: target)
    let parents = molecules.filter { (15...28).contains($0.atomCount) }.prefix(Self.parentCount)
      .enumerated().compactMap { Self.candidate($0.offset + 1, $0.element, assessor) }
    guard !parents.isEmpty else { return BenchCommand.note("no molecule has 15 to 28 atoms") }
    guard let library = Self.library else {
      return BenchCommand.note("there is no share/fragments.tsv below this directory")
    }
    let editor = ChemistEditor(library: library)
    var seconds: [Double] = []
    var count = 0
    for _ in 0..<rounds {
      var random = SeededRandom(seed: 1)
      let start = Machine.processorSeconds
      count = try await editor.proposals(
        Self.proposalCount, frontier: parents, history: parents, submitted: [], random: &random
      ).count
      seconds.append(Machine.processorSeconds - start)
    }
    BenchmarkRun.line("editor_proposals", count: count, seconds: seconds).print()
  }

  private static var library: FragmentLibrary? {
    let path = "share/fragments.tsv"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    return try? FragmentLibrary(text, name: path)
  }

  private static func candidate(
    _ id: Int, _ molecule: PerceivedMolecule, _ assessor: Assessor
  ) -> Candidate<String, Findings>? {
    let text = molecule.canonicalSMILES
    guard let read = try? Benchmark.read(text) else { return nil }
    let center = assessor.target.box.center
    let pose = Pose(
      affinity: -7, reportedAffinity: -7, intermolecular: nil, intramolecular: nil,
      coordinates: (0..<read.atomCount).map { center + SIMD3(Double($0) * 0.4, 0, 0) },
      hydrogens: [])
    let docked = DockedLigand(
      molecule: read, poses: [pose], torsions: Double(read.rotatableBonds.count), engine: "none",
      seconds: nil)
    guard case .scored(let findings) = assessor.assess(text, .docked(docked)) else { return nil }
    return Candidate(
      id: id, proposal: .start(text), outcome: .scored(findings.objective, findings))
  }
}
