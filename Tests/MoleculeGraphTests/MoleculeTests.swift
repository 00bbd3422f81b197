import MoleculeGraph
import Testing

@Suite("Molecule graph")
struct MoleculeTests {
  private let cyclopropylmethanol = Molecule(
    atoms: [Atom(.carbon), Atom(.carbon), Atom(.carbon), Atom(.carbon), Atom(.oxygen)],
    bonds: [
      Bond(0, 1, .single), Bond(1, 2, .single), Bond(2, 0, .single), Bond(0, 3, .single),
      Bond(3, 4, .single),
    ])

  @Test("neighbors and bonds of an atom run in step")
  func adjacency() {
    let molecule = cyclopropylmethanol
    #expect(Array(molecule.neighbors(of: 0)) == [1, 2, 3])
    #expect(Array(molecule.bonds(of: 0)) == [0, 2, 3])
    #expect(molecule.degree(of: 4) == 1)
    #expect(molecule.bond(between: 3, and: 4) == 4)
    #expect(molecule.bond(between: 1, and: 4) == nil)
  }

  @Test("distances count bonds on the shortest way")
  func distances() {
    #expect(cyclopropylmethanol.distances(from: 4) == [2, 3, 3, 1, 0])
  }

  @Test("the atoms on one side of a bond are those reached without it")
  func sides() {
    #expect(cyclopropylmethanol.atoms(from: 3, without: 0) == [3, 4])
    #expect(cyclopropylmethanol.atoms(from: 0, without: 3).sorted() == [0, 1, 2])
    // A bond of a ring has no sides.
    #expect(cyclopropylmethanol.atoms(from: 0, without: 1).sorted() == [0, 2, 3, 4])
  }

  @Test("components are numbered by their first atom")
  func components() {
    let salt = Molecule(
      atoms: [Atom(.chlorine), Atom(.carbon), Atom(.nitrogen)], bonds: [Bond(1, 2, .single)])
    #expect(salt.componentOfAtom.component == [0, 1, 1])
    #expect(salt.componentOfAtom.count == 2)
  }

  @Test("standard atomic weights and isotope masses are NIST's")
  func masses() throws {
    #expect(abs(Element.chlorine.averageMass - 35.453) < 1e-3)
    #expect(abs(try #require(Element.hydrogen.mass(ofIsotope: 2)) - 2.0141018) < 1e-6)
    #expect(Element(symbol: "Og")?.atomicNumber == 118)
    #expect(Element(symbol: "Xx") == nil)
  }

  @Test("an even permutation of the neighbors keeps a center's sense, an odd one turns it")
  func reorderedCenter() {
    let center = TetrahedralCenter(atom: 0, neighbors: [1, -1, 2, 3], isClockwise: true)
    #expect(center.reordered([1, 2, 3, -1]).isClockwise)
    #expect(!center.reordered([-1, 1, 2, 3]).isClockwise)
  }
}
