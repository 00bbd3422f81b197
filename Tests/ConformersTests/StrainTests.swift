import Conformers
import Perception
import Testing

@Suite("The strain of a pose")
struct StrainTests {
  private let workers = pool()

  /// RDKit 2026.09.1 in the same way: hydrogens added to the pose, MMFF94 with a dielectric
  /// constant of 78.4, heavy atoms held with 10 kcal/mol/Å², against the lowest of 500 conformers.
  @Test("of metoprolol docked on ADRB1 is what RDKit's MMFF94 gives")
  func metoprolol() async throws {
    let pose: [SIMD3<Double>] = [
      [24.768, 5.997, 6.169],
      [24.614, 7.27, 5.554],
      [25.602, 7.542, 4.561],
      [26.279, 6.261, 4.072],
      [27.775, 6.415, 3.966],
      [28.515, 5.62, 3.083],
      [29.902, 5.776, 2.973],
      [30.564, 6.733, 3.742],
      [31.907, 6.989, 3.73],
      [32.681, 6.341, 2.727],
      [34.154, 6.656, 2.998],
      [34.402, 8.072, 3.05],
      [34.608, 6.062, 4.344],
      [34.51, 7.16, 5.375],
      [35.511, 7.131, 6.486],
      [35.744, 8.542, 7.013],
      [36.802, 6.533, 5.937],
      [29.826, 7.531, 4.62],
      [28.443, 7.377, 4.731],
    ]
    let molecule = try perceived("COCCc1ccc(OCC(O)C[NH2+]C(C)C)cc1")
    let strain = try #require(try await workers.strain(of: [pose], molecule).first)
    #expect(strain.forceField == "MMFF94")
    #expect(abs(strain.energy - 11.92) < 0.5, "\(strain.energy)")
  }

  /// Cyclohexane's twist form is 5.9 kcal/mol above its chair with MMFF94, in vacuum and in water.
  @Test("is nothing for the lowest conformer, and the energy above it for another minimum")
  func minima() async throws {
    let molecule = try perceived("C1CCCCC1")
    let free = try await workers.ensemble(of: molecule, EnsembleSettings(count: 3, rmsd: 0.1))
    try #require(free.count >= 2)
    let strains = try await workers.strain(of: free.prefix(2).map(\.coordinates), molecule)
    try #require(strains.count == 2)
    #expect(abs(strains[0].energy) < 0.05, "\(strains)")
    #expect(abs(strains[1].energy - 5.9) < 0.1, "\(strains)")
  }

  @Test("is that against the same isomer, where the molecule leaves stereo open")
  func isomer() async throws {
    // cis-2-Butene lies 1 kcal/mol above trans; of it alone it is not strained. So with centers.
    for (stated, open) in [
      ("C/C=C\\C", "CC=CC"), ("C[C@H]1CCCC[C@@H]1C", "CC1CCCCC1C"),
      ("C[C@H]1CCCC[C@H]1C", "CC1CCCCC1C"),
    ] {
      let isomer = try perceived(stated)
      let free = try await workers.ensemble(
        of: isomer, EnsembleSettings(count: 5, dielectric: 78.4))
      let strain = try #require(
        try await workers.strain(of: [free[0].coordinates], try perceived(open)).first)
      #expect(abs(strain.energy) < 0.05, "\(stated): \(strain.energy)")
    }
  }

  @Test("is not given for coordinates of another molecule, nor for several fragments")
  func refused() async throws {
    #expect(try await workers.strain(of: [[.zero]], try perceived("CCC")).isEmpty)
    await #expect(throws: ConformerError.self) {
      try await workers.strain(of: [[.zero, .one]], try perceived("C.C"))
    }
  }
}
