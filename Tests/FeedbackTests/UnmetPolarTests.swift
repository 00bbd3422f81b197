import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import Testing

/// A hydroxyl inside a ball of carbons, with and without a carbonyl oxygen in it.
@Suite("Buried polar atoms")
struct UnmetPolarTests {
  private func statement(radius: Double, hasPartner: Bool) throws -> Statement? {
    var receptor: [ReceptorAtom] = []
    // Points of a Fibonacci sphere.
    for place in 0..<24 {
      let height = 1 - 2 * (Double(place) + 0.5) / 24
      let turn = Double(place) * 2.399963
      let flat = (1 - height * height).squareRoot()
      let isOxygen = hasPartner && place == 0
      receptor.append(
        ReceptorAtom(
          serial: 1, name: isOxygen ? "O" : "CB",
          residue: Residue(name: isOxygen ? "GLY" : "ALA", number: place),
          position: SIMD3(flat * cos(turn), flat * sin(turn), height)
            * (isOxygen ? 3.0 : radius), partialCharge: 0, type: isOxygen ? "OA" : "C"))
    }
    let molecule = try PerceivedMolecule(Molecule(smiles: "CO"))
    let pose = Pose(
      affinity: -5, reportedAffinity: -5, intermolecular: nil, intramolecular: nil,
      coordinates: [[1.4, 0, 0], .zero], hydrogens: [.init(parent: 1, position: [-0.4, 0, 0.9])])
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
    let assessment = Assessor(target: .bare(receptor)).assess("CO", .docked(docked))
    return try assessment.findings().statements.first { $0.kind == .unmetPolar }
  }

  @Test("a hydroxyl among carbons alone is told; one with a partner or in the open is not")
  func hydroxyl() throws {
    #expect(try statement(radius: 4.5, hasPartner: false)?.atoms == [1])
    #expect(try statement(radius: 4.5, hasPartner: true) == nil)
    #expect(try statement(radius: 6, hasPartner: false) == nil)
  }
}
