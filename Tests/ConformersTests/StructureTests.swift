import Conformers
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite("A structure in three dimensions")
struct StructureTests {
  private let workers = pool()

  /// Energies of the MMFF94 minimum from RDKit 2026.09.1; these molecules have one conformer each.
  @Test(
    "the MMFF94 energy is that of another implementation, kcal/mol",
    arguments: [
      ("CC", -4.734), ("c1ccccc1", 16.227), ("C1CC2CCC1C2", 19.776), ("c1ccc2ccccc2c1", 31.133),
      ("C1C2CC3CC1CC(C2)C3", 17.769), ("C1CC1", 15.551),
    ])
  func energy(_ smiles: String, _ expected: Double) async throws {
    let ensemble = try await workers.ensemble(
      of: try perceived(smiles), EnsembleSettings(count: 1))
    let structure = try #require(ensemble.first)
    #expect(structure.forceField == "MMFF94")
    #expect(abs(structure.energy - expected) < 0.05, "\(structure.energy)")
  }

  /// Gas-phase lengths: CRC Handbook, "Bond lengths and angles in gas-phase molecules".
  @Test(
    "bond lengths are those measured, within 0.03 Å",
    arguments: [
      ("CC", 0, 1, 1.535), ("C=C", 0, 1, 1.339), ("c1ccccc1", 0, 1, 1.399), ("CC#N", 1, 2, 1.157),
      ("CO", 0, 1, 1.425), ("CC(C)=O", 1, 3, 1.213), ("CCl", 0, 1, 1.785),
    ])
  func bondLength(_ smiles: String, _ a: Int, _ b: Int, _ expected: Double) async throws {
    let structure = try await workers.structure(of: try perceived(smiles), pH: nil, seed: 1)
    #expect(abs(distance(structure.coordinates[a], structure.coordinates[b]) - expected) < 0.03)
  }

  @Test("every hydrogen is there, on its atom")
  func hydrogens() async throws {
    let structure = try await workers.structure(of: try perceived("CCO"), pH: nil, seed: 1)
    #expect(structure.hydrogens.map(\.parent) == [0, 0, 0, 1, 1, 2])
    for hydrogen in structure.hydrogens {
      let length = distance(hydrogen.position, structure.coordinates[Int(hydrogen.parent)])
      #expect((0.9...1.15).contains(length))
    }
  }

  @Test("MMFF94 has no boron: UFF is used, and said")
  func boron() async throws {
    let structure = try await workers.structure(
      of: try perceived("OB(O)c1ccccc1"), pH: nil, seed: 1)
    #expect(structure.forceField == "UFF")
  }

  @Test("with a pH the structure is that of the charged molecule")
  func charged() async throws {
    let structure = try await workers.structure(of: try perceived("NCC(=O)O"), pH: 7.4, seed: 1)
    let expected = try perceived("[NH3+]CC(=O)[O-]").canonicalSMILES
    #expect(structure.molecule.canonicalSMILES == expected)
    #expect(structure.hydrogens.count == 5)
  }

  @Test("the same seed gives the same structure, whatever the workers did before")
  func determinism() async throws {
    let molecules = try [
      "COCCc1ccc(OCC(O)CNC(C)C)cc1", "CC(C)Cc1ccc(cc1)C(C)C(=O)O", "CCCCCC",
      "C[C@]12CCC(=O)C=C1CC[C@@H]1[C@@H]2CC[C@]2(C)[C@@H](O)CC[C@@H]12",
    ].map(perceived)
    let alone = pool(count: 1)
    var first: [[SIMD3<Double>]] = []
    for molecule in molecules {
      first.append(try await alone.structure(of: molecule, pH: 7.4, seed: 5).coordinates)
    }
    await alone.shutDown()
    let second = try await withThrowingTaskGroup(of: (Int, [SIMD3<Double>]).self) { group in
      for (index, molecule) in molecules.enumerated().reversed() {
        group.addTask { [workers] in
          (index, try await workers.structure(of: molecule, pH: 7.4, seed: 5).coordinates)
        }
      }
      return try await group.reduce(into: [Int: [SIMD3<Double>]]()) { $0[$1.0] = $1.1 }
    }
    for index in molecules.indices { #expect(second[index] == first[index]) }
  }

  @Test(
    "what cannot be embedded is refused with its reason",
    arguments: [("CC.O", "fragments"), ("C*", "wildcard"), ("[CH3]", "radical")])
  func refusals(_ smiles: String, _ reason: String) async throws {
    let molecule = try perceived(smiles)
    await #expect {
      try await workers.structure(of: molecule, pH: nil, seed: 1)
    } throws: { error in
      let error = error as? ConformerError
      return error?.code == .unsupported && error?.message.contains(reason) == true
    }
  }
}
