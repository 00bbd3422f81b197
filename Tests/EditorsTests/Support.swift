import Conformers
import Descriptors
import Docking
import Editors
import Feedback
import FeedbackDescent
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import TestSupport

/// A stand-in for docking in tests of the editor alone: the score follows from size and rings.
struct OfflineDocking {
  let assessor: Assessor
  private let library: FragmentLibrary

  /// - Parameter isScored: whether the energies of the receptor are known.
  init(isScored: Bool = false) throws {
    library = try Self.library()
    let folder = Checkout.root.appendingPathComponent("targets/ADRB1")
    let target = try ProteinTarget(directory: folder)
    assessor = Assessor(
      target: target,
      scoring: isScored ? try VinaScoring(receptor: target.receptor) : nil)
  }

  /// The shipped groups.
  static func library() throws -> FragmentLibrary {
    let file = Checkout.root.appendingPathComponent("share/fragments.tsv")
    return try FragmentLibrary(String(contentsOf: file, encoding: .utf8), name: "fragments.tsv")
  }

  func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  /// - Parameter score: kcal/mol, instead of what follows from the molecule.
  func findings(_ smiles: String, dock score: Double? = nil) throws -> Findings? {
    let molecule = try molecule(smiles)
    let size = Double(molecule.atomCount)
    let rotors = Double(molecule.rotatableBonds.count)
    let dock =
      score
      ?? -(2.5 + 0.32 * size - 0.0042 * size * size + 0.35 * Double(molecule.aromaticRings))
      + 0.1 * rotors
    let box = assessor.target.box.center
    let points = (0..<molecule.atomCount).map { box + SIMD3(Double($0) * 0.4, 0, 0) }
    let pose = Pose(
      affinity: dock, reportedAffinity: dock, intermolecular: nil, intramolecular: nil,
      coordinates: points, hydrogens: [])
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: rotors, engine: "none", seconds: nil)
    if case .scored(let findings) = assessor.assess(smiles, .docked(docked)) { return findings }
    return nil
  }

  func candidate(
    _ id: Int, _ proposal: Proposal<String>, dock score: Double? = nil
  ) throws -> Candidate<String, Findings> {
    guard let findings = try findings(proposal.artifact, dock: score) else {
      return Candidate(id: id, proposal: proposal, outcome: .failed(reason: "no findings"))
    }
    return Candidate(id: id, proposal: proposal, outcome: .scored(findings.objective, findings))
  }

  func starts() throws -> [Candidate<String, Findings>] {
    try ["CC(N)=O", "CCCCC", "c1ccccc1"].enumerated().map { index, smiles in
      let text = try molecule(smiles).canonicalSMILES
      return try candidate(index + 1, .start(text))
    }
  }

  /// What the editor makes of one molecule with the given statements, by single edits.
  func proposals(
    on smiles: String, statements: [Statement], gate: RealismGate = RealismGate()
  ) async throws -> [Proposal<String>] {
    guard let found = try findings(smiles) else { return [] }
    let told = Findings(
      smiles: found.smiles, molecule: found.molecule, docked: found.docked,
      judgement: found.judgement, drugLikeness: found.drugLikeness, properties: found.properties,
      contactsByMode: found.contactsByMode, keyResidues: found.keyResidues, statements: statements)
    let parent = Candidate(
      id: 1, proposal: .start(smiles), outcome: .scored(told.objective, told))
    var random = SeededRandom(seed: 7)
    return try await ChemistEditor(
      library: library, effort: .init(depth: 1, moves: 300), gate: gate
    ).proposals(
      8, frontier: [parent], history: [parent], submitted: [], random: &random)
  }

  /// A run of some batches of eight with a frontier of ten.
  func run(batches: Int, seed: UInt64, editor: ChemistEditor) async throws -> [Candidate<
    String, Findings
  >] {
    var history = try starts()
    for batch in 0..<batches {
      let frontier = History(history).frontier(size: 10, diversity: .scaffolds())
      var random = SeededRandom(seed: seed).forked(UInt64(batch))
      let proposals = try await editor.proposals(
        8, frontier: frontier, history: history, submitted: [], random: &random)
      for proposal in proposals { history.append(try candidate(history.count + 1, proposal)) }
    }
    return history
  }
}
