import MoleculeGraph
import Perception
import SMILES
import Testing

/// Canonical texts do not depend on how a molecule was written; large molecules take no long time.
@Suite("Stability and size")
struct StabilityTests {
  private func canonical(_ smiles: String) throws -> String {
    try PerceivedMolecule(Molecule(smiles: smiles)).canonicalSMILES
  }

  @Test(
    "two ways to write a molecule give one canonical text",
    arguments: [
      // Arrows count from either end, marks that tell no stereo not at all.
      ("[Fe]->[Fe]", "[Fe]<-[Fe]"), ("CPC=C/[H]", "CPC=C"), ("[H]/C=CC(C)=C/F", "C=CC(C)=CF"),
      // What RDKit 2026.09.1 writes for these is *1ccccc1, *1ccccc1 and *1ccoc1.
      ("C1=CC=*C=C1", "*1ccccc1"), ("c1cc*cc1", "c1cc:*:cc1"), ("C1=C*=CO1", "*1ccoc1"),
    ])
  func spellings(first: String, second: String) throws {
    let text = try canonical(first)
    #expect(try canonical(second) == text)
    #expect(try canonical(text) == text)
  }

  @Test(
    "an aromatic atom whose hydrogen does not fit the Kekulé structure is refused",
    arguments: ["C[C@H]1CC[bH](C)CC1", "C1CC[nH](C)CC1"])
  func hydrogenTooMany(smiles: String) throws {
    let molecule = try Molecule(smiles: smiles)
    let error = #expect(throws: PerceptionError.self) { try PerceivedMolecule(molecule) }
    #expect(error?.code == .valence)
  }

  static let large: [(String, Int)] = [
    (String(repeating: "C", count: 100_000), 0),
    (String(repeating: "C(", count: 10_000) + "C" + String(repeating: ")", count: 10_000), 0),
    ("C" + String(repeating: "CC(c1ccccc1)", count: 3_000), 3_000),
    (acene(300), 300),
    ("C1" + String(repeating: "C", count: 20_000) + "1", 1),
    ("C" + String(repeating: "[C@H](F)", count: 5_000), 0),
    (Array(repeating: "c1ccccc1", count: 2_000).joined(separator: "."), 2_000),
    // Buckminsterfullerene: all 12 pentagons and 20 hexagons.
    (
      "c12c3c4c5c1c1c6c7c2c2c8c3c3c9c4c4c%10c5c5c1c1c6c6c%11c7c2c2c7c8c3c3c8c9c4c4c9c%10c5c5c1c1"
        + "c6c6c%11c2c2c7c3c3c8c4c4c9c5c1c1c6c2c3c41", 32
    ),
  ]

  /// Hexagons in a row: two rims of 2n + 1 atoms, joined at every second one.
  private static func acene(_ count: Int) -> String {
    func digit(_ place: Int) -> String { "%(\(place + 10))" }
    let rim = (1..<2 * count).map { $0 % 2 == 0 ? "c\(digit($0))" : "c" }
    return "c\(digit(0))" + rim.joined() + "cc" + rim.reversed().joined() + "c\(digit(0))"
  }

  @Test("long, nested and widely fused molecules end", .timeLimit(.minutes(10)))
  func sizes() throws {
    for (smiles, rings) in Self.large {
      let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
      #expect(molecule.rings.count == rings, "\(smiles.prefix(30))")
      let text = molecule.canonicalSMILES
      let again = try canonical(text)
      #expect(again == text, "\(smiles.prefix(30))")
    }
  }

  /// Chains, each atom of which also closes rings with the atoms that a rule names.
  static let intricate: [String] = [
    // A ladder whose ends cross over, with as many rings of 10,001 atoms.
    chain(20_000, "C") { $0 < 10_000 ? [$0 + 10_000] : [] },
    // Bonds between atoms far apart, with no small rings.
    chain(20_000, "[C]") { [$0 * 7_919 % 19_997] },
    // A torus with two ways around, and the complete graph.
    chain(3_000, "[U]") { [$0 + 57, $0 + 64] },
    chain(50, "[U]") { Array($0 + 2..<max($0 + 2, 50)) },
  ]

  private static func chain(
    _ count: Int, _ symbol: String, _ partners: (Int) -> [Int]
  ) -> String {
    var closures = [String](repeating: "", count: count)
    var number = 0
    for atom in 0..<count {
      for partner in partners(atom) where partner > atom + 1 && partner < count {
        number += 1
        closures[atom] += "%(\(number))"
        closures[partner] += "%(\(number))"
      }
    }
    return closures.map { symbol + $0 }.joined()
  }

  @Test(
    "systems of thousands of crossing rings get a basis of real rings", .timeLimit(.minutes(10)))
  func crossingRings() throws {
    for smiles in Self.intricate {
      let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
      let rings = molecule.rings
      #expect(rings.count >= molecule.bonds.count - molecule.atoms.count + 1)
      var broken = 0
      for (atoms, bonds) in zip(rings.atomRings, rings.bondRings) {
        let isClosed = bonds.indices.allSatisfy { index in
          let bond = molecule.bonds[Int(bonds[index])]
          let pair = [atoms[index], atoms[(index + 1) % atoms.count]]
          return pair.contains(bond.begin) && pair.contains(bond.end)
        }
        if !isClosed || Set(atoms).count != atoms.count { broken += 1 }
      }
      #expect(broken == 0)
      #expect(!molecule.canonicalSMILES.isEmpty)
    }
  }
}
