import Conformers
import Foundation
import MoleculeGraph
import Perception
import Testing

@Suite("The geometry of structures")
struct GeometryTests {
  private let workers = pool()

  /// Z is the form of secondary amides, esters and acids; E lies 2 to 9 kcal/mol above it (Stewart
  /// and Siddall, Chem. Rev. 70, 517, 1970; Wiberg and Laidig, J. Am. Chem. Soc. 109, 5935, 1987).
  @Test(
    "secondary amides, ureas, carbamates, esters and acids are Z",
    arguments: [
      // SMILES; O, C, X and what hangs on X: O and it lie on one side.
      ("CC(=O)NCC", [2, 1, 3, 4]), ("O=C(Nc1ccccc1)c1cccnc1", [0, 1, 2, 3]),
      ("CC(=O)OCC", [2, 1, 3, 4]), ("COC(=O)NC1CCCCC1", [3, 2, 4, 5]),
      ("O=C(NC1CC1)NCc1ccccc1", [0, 1, 2, 3]), ("O=C(NC1CC1)NCc1ccccc1", [0, 1, 6, 7]),
      ("CCNC(=O)C(=O)Nc1ccccc1", [4, 3, 2, 1]), ("CC(=S)NCC", [2, 1, 3, 4]),
      ("C[C@H](NC(=O)c1ccco1)C(=O)NCC(C)C", [11, 10, 12, 13]),
    ])
  func carbonyls(_ smiles: String, _ atoms: [Int]) async throws {
    let molecule = try perceived(smiles)
    #expect(molecule.graph.bond(between: Int32(atoms[1]), and: Int32(atoms[2])) != nil)
    let structure = try await workers.structure(of: molecule, pH: nil, seed: 1)
    let places = atoms.map { structure.coordinates[$0] }
    #expect(abs(dihedral(places)) < 40, "\(dihedral(places))°")
  }

  @Test("what was built is sound")
  func sound() async throws {
    for smiles in ["CC1(C)S[C@@H]2[C@H](NC(=O)Cc3ccccc3)C(=O)N2[C@H]1C(O)=O", "C1CC1C#CC=C"] {
      let molecule = try perceived(smiles)
      let structure = try await workers.structure(of: molecule, pH: nil, seed: 1)
      let places = structure.coordinates + structure.hydrogens.map(\.position)
      #expect(StructureCheck(molecule, places: places).geometryFault() == nil)
    }
  }

  /// Open Babel's builder sets some with a straight angle, where MMFF94 has no slope.
  @Test(
    "phosphorus with four neighbors is tetrahedral",
    arguments: ["CCP(=O)(O)O", "OP(=O)(O)Cc1ccccc1", "OCCOP(=O)(O)O", "CC(O)(P(=O)(O)O)P(=O)(O)O"])
  func phosphorus(smiles: String) async throws {
    let molecule = try perceived(smiles)
    for seed in 1...3 as ClosedRange<UInt64> {
      let places = try await workers.structure(of: molecule, pH: nil, seed: seed).coordinates
      for center in molecule.atoms.indices where molecule.atoms[center].element == .phosphorus {
        let arms = molecule.graph.neighbors(of: Int32(center)).map { places[Int($0)] }
        for (first, arm) in arms.enumerated() {
          for other in arms[..<first] {
            let (a, b) = (arm - places[center], other - places[center])
            let cosine = (a * b).sum() / ((a * a).sum() * (b * b).sum()).squareRoot()
            #expect((95...130).contains(acos(cosine) * 180 / .pi))
          }
        }
      }
    }
  }

  @Test("an ammonium may hold on to a phosphate", arguments: ["NCCOP(=O)(O)O", "NCCCP(=O)(O)O"])
  func saltBridge(smiles: String) async throws {
    let structure = try await workers.structure(of: try perceived(smiles), pH: 7.4, seed: 1)
    #expect(structure.molecule.atoms.contains { $0.charge > 0 })
  }

  /// A sound structure, spoiled.
  @Test(
    "a stretched bond, a folded angle, an overlap, a bent ring and a pierced ring are seen",
    arguments: ["long", "angle", "overlap", "flat", "ring"])
  func faults(_ word: String) async throws {
    let molecule = try perceived("c1ccccc1CCCCCC#C")
    let structure = try await workers.structure(of: molecule, pH: nil, seed: 1)
    var places = structure.coordinates + structure.hydrogens.map(\.position)
    #expect(StructureCheck(molecule, places: places).geometryFault() == nil)
    let middle = places[..<6].reduce(.zero, +) / 6
    switch word {
    case "long": places[12] += 2 * (places[12] - places[11])
    case "angle":
      // The second carbon of the chain, beside the first ring atom: on the bond's other side.
      places[7] = places[5] + 0.6 * (places[7] - places[5])
    case "overlap":
      // The alkyne's end with its hydrogen, moved as a whole so that bonds within stay.
      let shift = middle - places[12] + SIMD3(0, 0, 0.1)
      for atom in [11, 12, places.count - 1] { places[atom] += shift }
    case "flat": places[2] += 0.8 * unitNormal(places)
    default:
      let normal = unitNormal(places)
      for (atom, height) in [(11, 0.6), (12, -0.6)] { places[atom] = middle + height * normal }
    }
    #expect(StructureCheck(molecule, places: places).geometryFault() != nil)
  }

  @Test("a cage that no carbon can close has no structure")
  func impossible() async throws {
    // Artemisinin with the other hand at the ketal, where an angle would be straight.
    let molecule = try perceived(
      "C[C@@H]1CC[C@H]2[C@@H](C)C(=O)O[C@@H]3O[C@]4(C)CC[C@@H]1[C@]32OO4")
    await #expect(throws: ConformerError.self) {
      try await workers.structure(of: molecule, pH: nil, seed: 1)
    }
  }

  @Test("a straight angle at a tetrahedral atom is a fault")
  func straight() async throws {
    let molecule = try perceived("CP(C)(C)=O")
    let structure = try await workers.structure(of: molecule, pH: nil, seed: 1)
    var places = structure.coordinates + structure.hydrogens.map(\.position)
    #expect(StructureCheck(molecule, places: places).geometryFault() == nil)
    // The oxygen opposite the first methyl group.
    let away = places[1] - places[0]
    places[4] = places[1] + 0.8 * away
    #expect(StructureCheck(molecule, places: places).geometryFault()?.contains("angle") == true)
  }

  private func unitNormal(_ places: [SIMD3<Double>]) -> SIMD3<Double> {
    let normal = cross(places[1] - places[0], places[2] - places[0])
    return normal / (normal * normal).sum().squareRoot()
  }

  private func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
  }

  private func dihedral(_ p: [SIMD3<Double>]) -> Double {
    let (u, v, w) = (p[1] - p[0], p[2] - p[1], p[3] - p[2])
    let (first, second) = (cross(u, v), cross(v, w))
    let sine = (v * v).sum().squareRoot() * (u * second).sum()
    return atan2(sine, (first * second).sum()) * 180 / .pi
  }
}
