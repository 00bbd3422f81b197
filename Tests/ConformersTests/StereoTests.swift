import Conformers
import MoleculeGraph
import Perception
import SMILES
import Testing

/// The hand of a center, counted from coordinates with no code of the module under test: positive
/// where, seen from the first neighbor, the rest run counterclockwise (OpenSMILES 3.8.1).
private func hand(_ center: TetrahedralCenter, _ structure: Structure3D) -> Double {
  let middle = structure.coordinates[Int(center.atom)]
  let arms: [SIMD3<Double>?] = center.neighbors.map { neighbor in
    let place =
      neighbor >= 0
      ? structure.coordinates[Int(neighbor)]
      : structure.hydrogens.first { $0.parent == center.atom }?.position
    return place.map { $0 - middle }
  }
  let lonePair = -arms.compactMap { $0 }.reduce(SIMD3<Double>.zero, +)
  let four = arms.map { $0 ?? lonePair }
  let (u, v) = (four[2] - four[1], four[3] - four[1])
  let normal = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
  return (four[0] * normal).sum()
}

@Suite("The stereo of a structure")
struct StereoTests {
  private let workers = pool()

  @Test(
    "each hand and its mirror image come out as asked for",
    arguments: [
      ("C[C@H](N)C(=O)O", "C[C@@H](N)C(=O)O"), ("CC[C@](F)(Cl)Br", "CC[C@@](F)(Cl)Br"),
      ("C[S@](=O)c1ccccc1", "C[S@@](=O)c1ccccc1"), ("C[C@H]1CO1", "C[C@@H]1CO1"),
      ("O[C@H]1CCCC[C@@H]1N", "O[C@@H]1CCCC[C@H]1N"),
    ])
  func mirrorImages(_ left: String, _ right: String) async throws {
    for smiles in [left, right] {
      let molecule = try perceived(smiles)
      #expect(!molecule.graph.tetrahedralCenters.isEmpty)
      let structure = try await workers.structure(of: molecule, pH: nil, seed: 1)
      for center in molecule.graph.tetrahedralCenters {
        #expect((hand(center, structure) > 0) != center.isClockwise, "\(smiles)")
      }
    }
  }

  @Test("each hand of an allene comes out as asked for", arguments: ["CC=[C@]=CC", "CC=[C@@]=CC"])
  func allenes(smiles: String) async throws {
    let molecule = try perceived(smiles)
    let allene = try #require(molecule.graph.extendedChirality.first)
    for seed in 1...3 {
      let structure = try await workers.structure(of: molecule, pH: nil, seed: UInt64(seed))
      let ends = try #require(molecule.graph.alleneEnds(of: allene.atom))
      let nearFirst = allene.neighbors.prefix(2).contains {
        $0 >= 0 && molecule.graph.neighbors(of: ends.first.end).contains($0)
      }
      let four = try allene.neighbors.enumerated().map { place, neighbor in
        let end = (place < 2) == nearFirst ? ends.first.end : ends.second.end
        return neighbor >= 0
          ? structure.coordinates[Int(neighbor)]
          : try #require(structure.hydrogens.first { $0.parent == end }).position
      }
      let (u, v) = (four[2] - four[1], four[3] - four[1])
      let normal = SIMD3(u.y * v.z - u.z * v.y, u.z * v.x - u.x * v.z, u.x * v.y - u.y * v.x)
      // From the first neighbor the others are seen counterclockwise for @ (OpenSMILES 3.8.4).
      let volume = ((four[0] - four[1]) * normal).sum()
      #expect((volume > 0) == (allene.permutation == 1), "\(smiles), seed \(seed)")
    }
  }

  @Test("deuterium takes the parameters of hydrogen")
  func deuterium() async throws {
    let heavy = try await workers.structure(of: try perceived("[2H]OC"), pH: nil, seed: 1)
    #expect(heavy.forceField == "MMFF94")
  }

  @Test(
    "steroids and bridged rings that Open Babel's builder gets wrong come out right",
    arguments: [
      "C[C@]12CCC(=O)C=C1CC[C@@H]1[C@@H]2CC[C@@]2(C)[C@H]1CC[C@]2(C)O",
      "C[C@]12CC[C@@H]3c4ccc(O)cc4CC[C@H]3[C@@H]1CCC2=O",
      "CN1CC[C@]23c4c5ccc(O)c4O[C@H]2[C@@H](O)C=C[C@H]3[C@H]1C5",
      "C1CCN2C[C@H]3C[C@H](CN4CCCC[C@@H]34)[C@H]2C1",
      "C[C@@H]1CC[C@H]2[C@@H](C)C(=O)O[C@@H]3O[C@@]4(C)CC[C@@H]1[C@]32OO4",
      "NC(=O)[C@@H]1CC[C@@H]2CN1C(=O)N2OS(=O)(=O)O",
      "C[N+]1(C)[C@@H]2C[C@@H](OC(=O)C(O)(c3cccs3)c3cccs3)C[C@H]1[C@@H]1O[C@@H]12",
    ])
  func rings(_ smiles: String) async throws {
    let molecule = try perceived(smiles)
    #expect(!molecule.graph.tetrahedralCenters.isEmpty)
    let structure = try await workers.structure(of: molecule, pH: nil, seed: 1)
    for center in molecule.graph.tetrahedralCenters {
      #expect((hand(center, structure) > 0) != center.isClockwise, "atom \(center.atom)")
    }
  }

  @Test(
    "bridgeheads that a cage cannot hold as asked for are a failure, those that it can are not",
    arguments: [
      ("C[NH+]1[C@H]2CC[C@@H]1C[C@H](O)C2", true), ("C[NH+]1[C@H]2CC[C@@H]1C[C@@H](O)C2", true),
      ("C[NH+]1[C@H]2CC[C@H]1C[C@H](O)C2", false), ("C[NH+]1[C@H]2CC[C@H]1C[C@@H](O)C2", false),
    ])
  func bridgeheads(_ smiles: String, exists: Bool) async throws {
    let molecule = try perceived(smiles)
    let found = try? await workers.structure(of: molecule, pH: nil, seed: 1)
    #expect((found != nil) == exists)
  }

  @Test(
    "cis and trans double bonds come out as asked for",
    arguments: ["F/C=C/Cl", "F/C=C\\Cl", "C/C(CC)=C(/C)CCC", "C/C=C/C=C\\C(=O)O", "C/C=N/O"])
  func doubleBonds(_ smiles: String) async throws {
    let molecule = try perceived(smiles)
    #expect(!molecule.graph.doubleBondStereo.isEmpty)
    let places = try await workers.structure(of: molecule, pH: nil, seed: 1).coordinates
    for stereo in molecule.graph.doubleBondStereo {
      let bond = molecule.graph.bonds[Int(stereo.bond)]
      let axis = places[Int(bond.end)] - places[Int(bond.begin)]
      let one = places[Int(stereo.beginNeighbor)] - places[Int(bond.begin)]
      let other = places[Int(stereo.endNeighbor)] - places[Int(bond.end)]
      let square = (axis * axis).sum()
      let flatOne = one - (one * axis).sum() / square * axis
      let flatOther = other - (other * axis).sum() / square * axis
      #expect(((flatOne * flatOther).sum() > 0) == stereo.isCis)
    }
  }
}
