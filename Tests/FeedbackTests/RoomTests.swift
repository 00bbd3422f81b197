import Docking
import Feedback
import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Targets
import TestSupport
import Testing

/// Where a pose leaves room: steps of the series that led to imatinib, in its crystal structure,
/// and sites made for the purpose.
@Suite("Room around a pose")
struct RoomTests {
  /// A lead and the group that the series put on it, as SMARTS that shows where (Capdeville et al.,
  /// Nat. Rev. Drug Discov. 1, 493, 2002, figure 1).
  static let steps: [(lead: String, group: String)] = [
    // N-methylpiperazine on the toluamide, for solubility.
    ("Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1", "[CH2](c1ccccc1)N1CCN(C)CC1"),
    // 3-Pyridyl on the pyrimidine, for activity in cells.
    ("CN1CCN(CC1)Cc1ccc(cc1)C(=O)Nc1ccc(C)c(Nc2ncccn2)c1", "c(ccn)-c1cccnc1"),
    // Benzamide on the aniline, for activity on tyrosine kinases.
    ("Nc1ccc(C)c(Nc2nccc(n2)-c2cccnc2)c1", "[NX3](c1cccc(Nc2ncccn2)c1)C(=O)c1ccccc1"),
  ]

  private static func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    ((a - b) * (a - b)).sum().squareRoot()
  }

  @Test("the map shows the room into which the series of imatinib grew", arguments: steps)
  func series(lead: String, group: String) throws {
    let crystal = try CrystalLigand()
    let (anchor, grown) = try crystal.step(from: lead, to: group)
    let point = try #require(
      try crystal.room(of: lead).growthPoints.first { $0.atom == anchor })
    let near = grown.filter { atom in
      point.places.contains { Self.distance($0, atom) < 2 }
    }
    #expect(2 * near.count >= min(grown.count, 8), "\(near.count) of \(grown.count) atoms")
    #expect(point.energy < -1)
  }

  /// Benzene in a ball of carbons, with or without a tube that leads out of it along x.
  private func room(hasTube: Bool) throws -> [Statement] {
    let ring = (0..<6).map { (corner: Int) -> SIMD3<Double> in
      let turn = Double(corner) * Double.pi / 3
      return SIMD3(1.39 * cos(turn), 1.39 * sin(turn), 0)
    }
    var atoms: [SIMD3<Double>] = []
    for step in 0..<160 {
      let height = 1 - 2 * (Double(step) + 0.5) / 160
      let turn = Double(step) * 2.399963
      let flat = (1 - height * height).squareRoot()
      let place = SIMD3<Double>(5.6 * flat * cos(turn), 5.6 * flat * sin(turn), 3.8 * height)
      let aside = place.y * place.y + place.z * place.z
      if !hasTube || place.x < 0 || aside > 14 { atoms.append(place) }
    }
    if hasTube {
      for step in 0..<5 {
        for side in 0..<8 {
          let turn = Double(side) * .pi / 4
          atoms.append([5 + 1.5 * Double(step), 3.9 * cos(turn), 3.9 * sin(turn)])
        }
      }
    }
    let receptor = atoms.enumerated().map {
      ReceptorAtom(
        serial: 1, name: "CB", residue: Residue(name: "ALA", number: $0.offset),
        position: $0.element, partialCharge: 0, type: "C")
    }
    let pose = Pose(
      affinity: -5, reportedAffinity: -5, intermolecular: nil, intramolecular: nil,
      coordinates: ring, hydrogens: [])
    let docked = DockedLigand(
      molecule: try PerceivedMolecule(Molecule(smiles: "c1ccccc1")), poses: [pose], torsions: 0,
      engine: "none", seconds: nil)
    let target = ProteinTarget.bare(receptor)
    let assessor = Assessor(target: target, scoring: try VinaScoring(receptor: target.receptor))
    guard case .scored(let findings) = assessor.assess("c1ccccc1", .docked(docked)) else {
      throw CancellationError()
    }
    return findings.statements
  }

  @Test("a ring in a closed ball has no room; a tube out of it is room for the atom before it")
  func tube() throws {
    let closed = try room(hasTube: false)
    #expect(!closed.contains { $0.kind == .roomToGrow || $0.kind == .subpocketEmpty })
    let open = try room(hasTube: true).filter { $0.kind == .roomToGrow }
    #expect(open.map(\.atoms) == [[0]])
    #expect(open.first?.suggestion == .init(.grow, wanted: .hydrophobe))
  }
}
