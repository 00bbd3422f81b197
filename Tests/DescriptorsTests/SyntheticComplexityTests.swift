import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite struct SyntheticComplexityTests {
  @Test(
    "the score is the column's; rare fragments come dearest first, an atom in the middle of one only",
    arguments: ["CC(=O)Nc1ccc(O)cc1", "C1CC2(C1)CCNC2", "C[C@H]1CC[C@@H](O)CC1"])
  func parts(smiles: String) throws {
    let context = DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
    let complexity = SyntheticComplexity(context)
    #expect(complexity.score == context.molecule.syntheticAccessibility)
    #expect(complexity.features.map(\.feature) == SyntheticComplexity.Feature.allCases)
    try #require(!complexity.rareFragments.isEmpty)
    #expect(complexity.rareFragments.allSatisfy { $0.cost > 0 && $0.environment.radius > 0 })
    #expect(
      complexity.rareFragments.map(\.cost)
        == complexity.rareFragments.map(\.cost).sorted(by: >))
    let middles = complexity.rareFragments.map(\.environment.atom)
    #expect(Set(middles).count == middles.count)
  }

  @Test("a spiro atom, a stereocenter and a large ring cost log10 2 of the raw value each")
  func features() throws {
    func points(_ smiles: String, _ feature: SyntheticComplexity.Feature) throws -> Double {
      let context = DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
      return try #require(
        SyntheticComplexity(context).features.first { $0.feature == feature }
      ).points
    }
    let one = 0.30103 * 9 / 6.5
    #expect(abs(try points("C1CC2(C1)CCNC2", .spiroAtoms) - one) < 1e-4)
    #expect(abs(try points("C[C@H](O)CC", .stereocenters) - one) < 1e-4)
    #expect(abs(try points("C1CCCCCCCCC1", .macrocycle) - one) < 1e-4)
    #expect(try points("C1CCCCC1", .macrocycle) == 0)
  }
}
