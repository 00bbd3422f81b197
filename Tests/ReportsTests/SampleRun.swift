import Docking
import Feedback
import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import Reports
import SMILES
import Targets
import TestSupport

/// A drawn molecule: from the file of drawings, with its positions.
struct Drawn {
  let molecule: PerceivedMolecule
  let points: [SIMD2<Double>]
  let smiles: String

  init?(_ record: MoleculeRecord) throws {
    molecule = try PerceivedMolecule(record.molecule.get())
    guard case .planar(let points) = record.coordinates?.restricted(to: molecule) else {
      return nil
    }
    self.points = points
    smiles = molecule.canonicalSMILES
  }

  static func all() throws -> [Drawn] {
    try MoleculeReader(path: Checkout.data("molfiles/drawn.sdf.gz").path).compactMap {
      try Drawn($0)
    }
  }
}

/// Text that would run, close a tag or load something, were it not escaped.
let hostile = "<script>alert('x')</script>\"><img src=\"http://evil.example/x\">&amp;\u{1}"

func sampleCalls() -> [Trajectory.Call] {
  [
    .init(
      number: 1, smiles: "CC(N)=O", status: "ok", dock: -3.125, qed: 0.4, objective: -2.875,
      parents: [], edit: "start", reason: ""),
    .init(
      number: 2, smiles: "CCCCC", status: "ok", dock: -3.9, qed: 0.5, objective: -1.1,
      parents: [], edit: "start", reason: ""),
    .init(
      number: 3, smiles: "C[Fe]", status: "failed", dock: nil, qed: nil, objective: nil,
      parents: [2], edit: "attach, \"iron\"", reason: "no atom type for Fe " + hostile),
    .init(
      number: 4, smiles: "CCc1ccccc1", status: "ok", dock: -6.25, qed: 0.55, objective: 1.75,
      parents: [1, 2], edit: "join", reason: "the pocket is hydrophobic", expected: 2.25),
    .init(
      number: 5, smiles: "CCc1ccncc1", status: "ok", dock: -5.75, qed: 0.55, objective: 1.25,
      parents: [4], edit: "replace", reason: "", expected: 1.55),
  ]
}

func sampleReport() throws -> RunReport {
  let drawn = try Drawn.all().filter { $0.molecule.atomCount > 15 }.prefix(4)
  let best = drawn.enumerated().map { index, drawing in
    BestMolecule(
      call: 4 - index, smiles: drawing.smiles, molecule: drawing.molecule, points: drawing.points,
      dock: -8.5 + Double(index), qed: 0.7, objective: 5.5 - Double(index), parents: [1, 2],
      edit: "insert basic amine", reason: hostile,
      properties: [
        .init(
          name: "crippen_logp", label: "logP", value: "1.61", number: 1.61, implication: "soluble"),
        .init(name: "sa_score", label: "SA", value: "2.31", number: 2.31, implication: ""),
      ],
      statements: [
        Statement(
          kind: .contactMet, strength: 0.8, text: "salt bridge with Asp138, 3.1 Å " + hostile,
          evidence: [], atoms: [1], spans: [], implication: "Keep the amine.", suggestion: nil)
      ],
      contacts: [
        Contact(
          kind: .saltBridge, residue: Residue(name: "ASP", number: 121), alias: "Asp138",
          atoms: [0, 1, 2], distance: 3.1, angle: nil)
      ],
      missed: ["Ser211"],
      neighbors: [
        .init(name: "carvedilol " + hostile, smiles: "C", action: "antagonist", similarity: 0.414)
      ])
  }
  return RunReport(
    target: .init(
      name: "ADRB1", fullName: "β1-adrenergic receptor", gene: "ADRB1", organism: "turkey",
      uniprot: "P07700", structure: "2VT4", source: "DOCKSTRING 0.3.4, Apache-2.0"),
    best: best, calls: sampleCalls(),
    percentiles: [.init(label: "median", value: 0.5), .init(label: "90 %", value: 8.785)],
    publishedBests: [.init(label: "Feedback Descent", value: 10.623)],
    settings: [.init("seed", "7"), .init("engine", "vina 1.2.3"), .init("box", hostile)],
    notes: ["The published values were docked with Vina 1.1.2."])
}
