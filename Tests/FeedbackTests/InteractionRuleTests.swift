import Conformers
import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import Testing

/// One residue and one small ligand with hand-made coordinates, on both sides of each published
/// threshold. The site lies at the origin.
@Suite("Published geometric rules")
struct InteractionRuleTests {
  typealias Point = SIMD3<Double>

  private func atom(_ name: String, _ residue: String, _ type: String, _ place: Point)
    -> ReceptorAtom
  {
    ReceptorAtom(
      serial: 1, name: name, residue: Residue(name: residue, number: 7), position: place,
      partialCharge: 0, type: type)
  }

  @Test(
    "a residue is told by number and insertion code, and by its chain where both sides have one")
  func places() throws {
    func carbon(_ number: Int, _ code: String, chain: String, x: Double) -> ReceptorAtom {
      ReceptorAtom(
        serial: 1, name: "CB",
        residue: Residue(name: "LYS", number: number, insertionCode: code, chain: chain),
        position: Point(x, 0, 0), partialCharge: 0, type: "C")
    }
    func key(_ code: String, chain: String) -> KeyResidue {
      KeyResidue(
        residue: Residue(name: "LYS", number: 60, insertionCode: code, chain: chain), alias: "",
        scheme: "", role: .hydrophobic, note: "",
        citation: "")
    }
    func index(_ chain: String, _ key: KeyResidue) -> Int? {
      let atoms = ["", "F", "G"].enumerated().map {
        carbon(60, $0.element, chain: chain, x: 5 * Double($0.offset))
      }
      return BindingSite(
        receptor: Receptor(atoms: atoms), box: SearchBox(center: .zero, size: Point(20, 20, 20))
      ).index(of: key)
    }
    #expect(index("A", key("", chain: "A")) == 0)
    #expect(index("A", key("F", chain: "A")) == 1)
    #expect(index("", key("G", chain: "A")) == 2)
    #expect(index("A", key("G", chain: "")) == 2)
    #expect(index("B", key("G", chain: "A")) == nil)
    let receptor = ["", "F"].enumerated().map {
      carbon(60, $0.element, chain: "", x: 5.2 * Double($0.offset))
    }
    let found = try contacts(receptor, "CC", [Point(1.6, 0, 0), Point(3.6, 0, 0)])
    #expect(found.map(\.text).sorted() == ["hydrophobic LYS60 1.6", "hydrophobic LYS60F 1.6"])
    #expect(Set(found.map(\.residueLabel)) == ["Lys60", "Lys60F"])
  }

  private func contacts(
    _ receptor: [ReceptorAtom], _ smiles: String, _ coordinates: [Point],
    hydrogens: [Structure3D.Hydrogen] = []
  ) throws -> [Contact] {
    let target = ProteinTarget.bare(receptor)
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let pose = Pose(
      affinity: -1, reportedAffinity: -1, intermolecular: nil, intramolecular: nil,
      coordinates: coordinates, hydrogens: hydrogens)
    let docked = DockedLigand(
      molecule: molecule, poses: [pose], torsions: 0, engine: "none", seconds: nil)
    return try Assessor(target: target).assess(smiles, .docked(docked)).findings().contacts
  }

  private let aspartate: [(String, String, Point)] = [
    ("CG", "C", [0, 0, 0]), ("OD1", "OA", [1.1, 0.6, 0]), ("OD2", "OA", [1.1, -0.6, 0]),
  ]

  private func carboxylate() -> [ReceptorAtom] {
    aspartate.map { atom($0.0, "ASP", $0.1, $0.2) }
  }

  @Test(
    "an ammonium makes a salt bridge up to 5.5 Å from the carboxylate's center",
    arguments: [
      (5.4, true), (5.6, false),
    ])
  func saltBridge(distance: Double, isMade: Bool) throws {
    let found = try contacts(
      carboxylate(), "C[NH3+]", [[1.1 + distance + 1.5, 0, 0], [1.1 + distance, 0, 0]])
    #expect(found.contains { $0.kind == .saltBridge && $0.atoms == [1] } == isMade)
  }

  @Test("a neutral amine makes no salt bridge")
  func neutralAmine() throws {
    let found = try contacts(carboxylate(), "CN", [[5.6, 0, 0], [4.1, 0, 0]])
    #expect(!found.contains { $0.kind == .saltBridge })
  }

  @Test(
    "a hydrogen bond needs 4.1 Å and 100°",
    arguments: [
      (4.0, Point(1, 0, 0), true), (4.2, Point(1, 0, 0), false), (4.0, Point(-0.5, 0.87, 0), false),
    ])
  func hydrogenBond(distance: Double, direction: Point, isMade: Bool) throws {
    let receptor = [atom("C", "GLY", "C", [-1.2, 0, 0]), atom("O", "GLY", "OA", [0, 0, 0])]
    let oxygen = Point(distance, 0, 0)
    let found = try contacts(
      receptor, "CO", [oxygen + [0.5, 1.3, 0], oxygen],
      hydrogens: [.init(parent: 1, position: oxygen - direction * 0.97)])
    #expect(found.contains { $0.kind == .hydrogenBond && $0.atoms == [1] } == isMade)
  }

  private func ring(_ center: Point, normal: Int) -> [Point] {
    let unit: [(Double, Double)] = [
      (1.39, 0), (0.695, 1.2038), (-0.695, 1.2038), (-1.39, 0), (-0.695, -1.2038), (0.695, -1.2038),
    ]
    return unit.map { a, b in
      center + (normal == 2 ? Point(a, b, 0) : normal == 0 ? Point(0, a, b) : Point(a, 0, b))
    }
  }

  private func phenylalanine() -> [ReceptorAtom] {
    zip(["CG", "CD1", "CE1", "CZ", "CE2", "CD2"], ring(.zero, normal: 2)).map {
      atom($0, "PHE", "A", $1)
    }
  }

  @Test(
    "rings stack when parallel or perpendicular, within 5.5 Å and 2 Å of offset",
    arguments: [
      (Point(0, 0, 3.6), 2, true), (Point(1.9, 0, 3.6), 2, true), (Point(2.2, 0, 3.6), 2, false),
      (Point(0, 0, 5.0), 0, true), (Point(0, 0, 5.6), 0, false),
    ])
  func stacking(center: Point, normal: Int, isMade: Bool) throws {
    let found = try contacts(phenylalanine(), "c1ccccc1", ring(center, normal: normal))
    #expect(found.contains { $0.kind == .piStacking } == isMade)
  }

  @Test(
    "a cation over a ring within 6 Å makes a cation–π contact",
    arguments: [
      (Point(0, 0, 5.9), true), (Point(0, 0, 6.1), false), (Point(2.1, 0, 4), false),
    ])
  func cationPi(place: Point, isMade: Bool) throws {
    let found = try contacts(phenylalanine(), "C[NH3+]", [place + [0, 0, 1.5], place])
    #expect(found.contains { $0.kind == .cationPi } == isMade)
  }

  @Test(
    "hydrophobic carbons meet up to 4 Å, and a carbon on nitrogen is not one",
    arguments: [
      ("CC", 3.9, true), ("CC", 4.1, false), ("CN", 3.9, false),
    ])
  func hydrophobic(smiles: String, distance: Double, isMade: Bool) throws {
    let receptor = [atom("CB", "ALA", "C", [0, 0, 0])]
    let found = try contacts(receptor, smiles, [[distance, 0, 0], [distance + 1.5, 0, 0]])
    #expect(found.contains { $0.kind == .hydrophobic } == isMade)
  }

  @Test(
    "a halogen bond is straight at the halogen and bent at the acceptor",
    arguments: [
      ("CBr", 3.2, true), ("CBr", 4.1, false), ("CF", 3.2, false),
    ])
  func halogenBond(smiles: String, distance: Double, isMade: Bool) throws {
    let receptor = [
      atom("C", "GLY", "C", [-0.615, -1.065, 0]), atom("O", "GLY", "OA", [0, 0, 0]),
    ]
    let found = try contacts(
      receptor, smiles, [[distance + 1.9, 0, 0], [distance, 0, 0]])
    #expect(found.contains { $0.kind == .halogenBond && $0.atoms == [1] } == isMade)
  }
}

extension ProteinTarget {
  /// A target of nothing but some receptor atoms around the origin.
  static func bare(
    _ atoms: [ReceptorAtom], keyResidues: [KeyResidue] = [], name: String = "TEST"
  ) -> ProteinTarget {
    ProteinTarget(
      name: name, fullName: "", gene: "", organism: "", uniprot: "", structure: "",
      box: SearchBox(center: .zero, size: [20, 20, 20]), receptor: Receptor(atoms: atoms),
      receptorURL: .init(fileURLWithPath: "/"), receptorSHA256: "", keyResidues: keyResidues,
      knownLigands: [], percentiles: [], publishedBests: [], source: "")
  }
}
