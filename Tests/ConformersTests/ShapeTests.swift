import Conformers
import Foundation
import Testing

/// Shapes that docking keeps as they are: chairs, and the bonds beside carbonyls.
@Suite("The shape of what docking does not turn") struct ShapeTests {
  private let workers = pool(count: 1)

  private func torsion(_ structure: Structure3D, _ path: [Int]) -> Double {
    let p = path.map { structure.coordinates[$0] }
    func cross(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> SIMD3<Double> {
      SIMD3(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x)
    }
    let axis = p[2] - p[1]
    let (first, second) = (cross(p[1] - p[0], axis), cross(axis, p[3] - p[2]))
    let sine = (cross(first, second) * axis).sum() / (axis * axis).sum().squareRoot()
    return abs(atan2(sine, (first * second).sum()) * 180 / .pi)
  }

  /// The torsion from a substituent into its ring: 180° equatorial, some 60 to 80° axial. Each is
  /// that of the lowest of 40 MMFF94 conformers by RDKit.
  static let rings: [(String, [Int], ClosedRange<Double>)] = [
    ("CN1CCC(c2ccccc2)CC1", [0, 1, 2, 3], 160...180),
    ("CN1CCC(c2ccccc2)CC1", [5, 4, 3, 2], 160...180),
    ("C[NH+]1CCN(Cc2ccccc2)CC1", [0, 1, 2, 3], 160...180),
    ("C[NH+]1CCN(Cc2ccccc2)CC1", [5, 4, 3, 2], 160...180),
    ("FC(F)(F)C1CCNCC1", [1, 4, 5, 6], 160...180),
    // A sulfonamide's nitrogen is a pyramid.
    ("CN1CCN(CC1)S(=O)(=O)c1ccccc1", [0, 1, 2, 3], 155...180),
    ("CN1CCN(CC1)S(=O)(=O)c1ccccc1", [7, 4, 3, 2], 155...180),
    ("CC1CCN(CC1)S(=O)(=O)c1ccccc1", [7, 4, 3, 2], 155...180),
    // Trans and cis, held by stereo: the chair in which both are equatorial.
    ("C[C@@H]1CC[C@@H](C)CC1", [0, 1, 2, 3], 160...180),
    ("C[C@H]1CCC[C@@H](C)C1", [0, 1, 2, 3], 160...180),
    ("C[C@H]1CCC[C@@H](C)C1", [6, 5, 4, 3], 160...180),
    ("OC[C@H]1O[C@@H](O)[C@H](O)[C@@H](O)[C@@H]1O", [5, 4, 3, 2], 160...180),
    // Beside an acylated nitrogen.
    ("C[C@H]1CCCCN1C(C)=O", [0, 1, 2, 3], 60...100),
    ("CC1CCCCN1S(C)(=O)=O", [0, 1, 2, 3], 60...100),
  ]

  @Test("substituents of chairs are equatorial, beside acylated nitrogen axial", arguments: rings)
  func chair(smiles: String, path: [Int], expected: ClosedRange<Double>) async throws {
    for seed in 1...3 {
      let structure = try await workers.structure(
        of: perceived(smiles), pH: nil, seed: UInt64(seed))
      #expect(expected.contains(torsion(structure, path)), "seed \(seed)")
    }
  }

  static let carbonyls: [(String, [Int], ClosedRange<Double>)] = [
    ("CC(=O)Nc1ccccc1", [2, 1, 3, 4], 0...15), ("CC(=S)NCC", [2, 1, 3, 4], 0...15),
    ("CC(=O)OCC", [2, 1, 3, 4], 0...15), ("CNC(=O)NC", [3, 2, 1, 0], 0...25),
    // In rings of ten and more atoms too.
    ("O=C1CCCCCCCCCCCCN1", [0, 1, 14, 13], 0...25),
    ("O=C1CCCCCCCCCCCCO1", [0, 1, 14, 13], 0...25),
    ("CC[C@@H]1CCCCCN(C)C(=O)c2cccc(c2)C(=O)N1", [19, 18, 20, 2], 0...45),
    // An acylurea: its acyl oxygen lies at the far nitrogen's hydrogen.
    ("CC(=O)NC(=O)NC", [2, 1, 3, 4], 0...25), ("CC(=O)NC(=O)NC", [5, 4, 3, 1], 155...180),
  ]

  @Test("esters and secondary amides are Z and flat", arguments: carbonyls)
  func carbonyl(smiles: String, path: [Int], expected: ClosedRange<Double>) async throws {
    let structure = try await workers.structure(of: perceived(smiles), pH: nil, seed: 1)
    #expect(expected.contains(torsion(structure, path)))
  }

  /// What the builder gives for the last two seeds, minimization turns over.
  @Test("a crowded anilide is Z too", arguments: [1, 2, 974_528_263] as [UInt64])
  func anilide(seed: UInt64) async throws {
    let structure = try await workers.structure(
      of: perceived("Cc1c(ccc(F)c1F)NC(=O)c1cc2c(n1C)ncnc2N(C)C"), pH: nil, seed: seed)
    #expect(torsion(structure, [11, 10, 9, 2]) < 30)
  }
}
