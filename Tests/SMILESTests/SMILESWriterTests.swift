import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// A small generator with a seed, so that failures repeat.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite("Writing SMILES")
struct SMILESWriterTests {
  /// Every twelfth reference molecule, and the stereo suites of the reading benchmark.
  private static let molecules: [PerceivedMolecule] = {
    let reference = (try? ReferenceMolecules.smiles(every: 12)) ?? []
    let suites = ["cistrans.smi", "tetrahedral.smi", "tetrahedral_distantbcdigit.smi"]
      .flatMap { (try? ReferenceMolecules.suite($0)) ?? [] }
    return (reference + suites).compactMap { try? PerceivedMolecule(Molecule(smiles: $0)) }
  }()

  @Test("there are hundreds of molecules to write")
  func count() { #expect(Self.molecules.count > 500) }

  @Test("the canonical text reads back to itself")
  func idempotent() throws {
    for molecule in Self.molecules {
      let text = molecule.canonicalSMILES
      #expect(try canonical(text) == text)
    }
  }

  @Test("random texts read back to the same canonical text")
  func random() throws {
    var generator = SplitMix(state: 7)
    for molecule in Self.molecules {
      let text = molecule.randomSMILES(using: &generator).text
      #expect(try canonical(text) == molecule.canonicalSMILES, "\(text)")
    }
  }

  @Test("random texts of one molecule differ, and a seed repeats them")
  func seeded() throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: "CC(=O)Oc1ccccc1C(=O)O"))
    var first = SplitMix(state: 1)
    var second = SplitMix(state: 1)
    let texts = (0..<20).map { _ in molecule.randomSMILES(using: &first).text }
    #expect(texts == (0..<20).map { _ in molecule.randomSMILES(using: &second).text })
    #expect(Set(texts).count > 15)
  }

  @Test("texts from every atom read back to the same canonical text")
  func rooted() throws {
    for molecule in Self.molecules.prefix(150) {
      for root in 0..<Int32(molecule.atomCount) {
        let written = molecule.smiles(rootedAt: root)
        #expect(written.atomOrder.first == root)
        #expect(try canonical(written.text) == molecule.canonicalSMILES, "\(written.text)")
      }
    }
  }

  @Test("the Kekulé form has no aromatic symbol and reads back to the same canonical text")
  func kekule() throws {
    for molecule in Self.molecules {
      let text = molecule.smiles(style: SMILESStyle(isKekule: true)).text
      #expect(try !Molecule(smiles: text).atoms.contains { $0.isAromatic }, "\(text)")
      #expect(!text.contains(":"))
      #expect(try canonical(text) == molecule.canonicalSMILES, "\(text)")
    }
  }

  /// RDKit's Kekulé SMILES of the same molecules, read as plain molecules.
  @Test(
    "the Kekulé form needs brackets only where the aromatic atom had a charge",
    arguments: [
      "c1cc[nH]c1", "c1ccc2[nH]ccc2c1", "c1ccncc1", "Cn1cnc2c1c(=O)[nH]c(=O)n2C", "b1ccccc1",
    ])
  func kekuleBrackets(smiles: String) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    #expect(!molecule.smiles(style: SMILESStyle(isKekule: true)).text.contains("["))
  }

  @Test("without stereo there is no mark, and the flat molecules are equal")
  func flat() throws {
    for molecule in Self.molecules {
      let text = molecule.smiles(style: SMILESStyle(isIsomeric: false)).text
      #expect(!text.contains { "@/\\".contains($0) }, "\(text)")
      let flat = try PerceivedMolecule(Molecule(smiles: text))
      #expect(flat.graph.tetrahedralCenters.isEmpty && flat.graph.doubleBondStereo.isEmpty)
      #expect(flat.atomCount == molecule.atomCount)
    }
  }

  @Test("the order of the atoms is that of the text")
  func atomOrder() throws {
    for molecule in Self.molecules {
      let written = molecule.smiles()
      let read = try Molecule(smiles: written.text)
      #expect(written.atomOrder.sorted() == Array(0..<Int32(molecule.atomCount)))
      for (place, atom) in written.atomOrder.enumerated() {
        #expect(read.atoms[place].element == molecule.atoms[Int(atom)].element)
        #expect(read.degree(of: Int32(place)) == molecule.graph.degree(of: atom))
      }
    }
  }

  @Test(
    "atom classes are written, or left out on request",
    arguments: [("[CH3:7][OH:1]", "OC"), ("[cH:2]1ccccc1", "c1ccccc1"), ("[NH4+:3]", "[NH4+]")])
  func atomClasses(smiles: String, plain: String) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let classes = try PerceivedMolecule(Molecule(smiles: molecule.canonicalSMILES)).atoms
      .map(\.atomClass)
    #expect(classes.sorted() == molecule.atoms.map(\.atomClass).sorted())
    let bare = molecule.smiles(style: SMILESStyle(keepsAtomClasses: false)).text
    #expect(try canonical(bare) == canonical(plain))
    #expect(!bare.contains(":"))
  }

  @Test("components stand longest first, a rooted one before all")
  func components() throws {
    let salt = try PerceivedMolecule(Molecule(smiles: "[Na+].CC(=O)[O-].O"))
    #expect(salt.canonicalSMILES == "CC(=O)[O-].[Na+].O")
    #expect(salt.smiles(rootedAt: 0).text == "[Na+].CC(=O)[O-].O")
    #expect(salt.smiles(rootedAt: 5).text == "O.CC(=O)[O-].[Na+]")
  }

  @Test("a hundred rings open at once are written with %nn and %(nnn)")
  func manyRings() throws {
    let count = 120
    let hub = (1...count).map { $0 < 10 ? "\($0)" : $0 < 100 ? "%\($0)" : "%(\($0))" }.joined()
    let chain = (1...count).reversed()
      .map { "*" + ($0 < 10 ? "\($0)" : $0 < 100 ? "%\($0)" : "%(\($0))") }.joined()
    let molecule = try PerceivedMolecule(Molecule(smiles: "*" + hub + "." + chain))
    let text = molecule.smiles(rootedAt: 0).text
    let read = try Molecule(smiles: text)
    #expect(read.atomCount == count + 1 && read.bondCount == 2 * count - 1)
    #expect(text.contains("%(1"))
  }

  @Test(
    "elements, charges, isotopes and hydrogens are written so that they read back",
    arguments: [
      "[U+6]", "[2H]C", "[13CH4]", "[NH4+].[Cl-]", "[Og]", "[OH-]", "[Fe+2]", "[CH2]C", "[BH4-]",
      "C[N+](C)(C)C", "[Cu+]", "[te]1cccc1", "[se]1cccc1", "[as]1ccccc1", "N->[Cu]<-N", "C$C",
      "*C*", "[2*]C", "[*-]", "[H][H]", "[H+]", "[C-]#[O+]", "c1cc[nH]c1", "[SiH3]C", "[999Xe]",
    ])
  func brackets(smiles: String) throws {
    let text = try canonical(smiles)
    #expect(try canonical(text) == text)
    let (first, second) = (try Molecule(smiles: smiles), try Molecule(smiles: text))
    #expect(
      first.atoms.map { "\($0.element) \($0.charge) \($0.isotope)" }.sorted()
        == second.atoms.map { "\($0.element) \($0.charge) \($0.isotope)" }.sorted())
  }
}
