import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Testing

@Suite struct LigandPDBQTTests {
  /// Branches by the rules, and Vina's N by hand: ½ for each end with two heavy neighbors across.
  static let torsions: [(String, Int, Double)] = [
    ("metoprolol", 10, 9.5), ("acetamide", 0, 0), ("pentane", 2, 2), ("benzene", 0, 0),
    ("benzonitrile", 1, 1), ("tolane", 2, 2), ("sulfonamide", 5, 5), ("thioamide", 3, 3),
    ("amidine", 2, 2), ("guanidinium", 1, 1), ("biphenyl", 1, 1), ("ester", 3, 3),
    ("proline", 4, 3), ("imidazole", 0, 0), ("nitro", 2, 2), ("fieldmd", 8, 8),
    ("deuterated", 1, 0.5), ("phosphate", 4, 4), ("silane", 2, 2),
  ]

  @Test(
    "amide, ring and methyl bonds are fixed, those of OH and of nitriles turn", arguments: torsions)
  func torsionCount(name: String, branches: Int, torsions: Double) throws {
    let ligand = try LigandPDBQT(Structures.named(name))
    #expect(ligand.branches == branches)
    #expect(ligand.torsions == torsions)
    #expect(ligand.text.contains("TORSDOF \(branches)\n"))
  }

  @Test(
    "an acylsulfonamide's C–N bond is fixed with and without its proton, an acylimine's turns",
    arguments: [
      ("CC(=O)NS(C)(=O)=O", 1), ("CC(=O)[N-]S(C)(=O)=O", 1), ("CC(=O)N=CC", 1),
      ("CC(=O)[N+](C)(C)CC", 2),
    ])
  func amideNitrogen(smiles: String, turning: Int) throws {
    let tree = TorsionTree(try PerceivedMolecule(Molecule(smiles: smiles)))
    #expect(tree.rotatableBonds.count == turning)
  }

  static let names = torsions.map(\.0)

  @Test("what is written reads back as the same tree", arguments: names)
  func roundTrip(name: String) throws {
    let ligand = try LigandPDBQT(Structures.named(name))
    let model = try PDBQTModel(lines: ligand.text.split(separator: "\n"), file: name)
    #expect(model == ligand.model)
    #expect(ligand.text.components(separatedBy: "ROOT\n").count == 3)
  }

  @Test("an opened ring has a pseudo atom on each end, and reads back as the same tree")
  func openedRing() throws {
    let ligand = try LigandPDBQT(Structures.named("macrocycle"), macrocycle: .flexible)
    let model = try PDBQTModel(lines: ligand.text.split(separator: "\n"), file: "macrocycle")
    #expect(model == ligand.model)
    let atoms = ligand.model.atoms
    let ends = atoms.filter { $0.type.rawValue == "CG0" }.map(\.position)
    let glue = atoms.filter { $0.type.rawValue == "G0" }.map(\.position)
    #expect(ends.count == 2 && glue.count == 2)
    #expect(Set(ends) == Set(glue))
    #expect(ligand.branches > (try LigandPDBQT(Structures.named("macrocycle"))).branches + 3)
  }

  @Test("the order of the atoms changes neither torsions nor types", arguments: names)
  func renumbering(name: String) throws {
    let structure = try Structures.named(name)
    let ligand = try LigandPDBQT(structure)
    let count = Int32(structure.molecule.atomCount)
    let other = try LigandPDBQT(
      Structures.shuffled(structure, by: (0..<count).map { ($0 * 7 + 3) % 101 % count * 100 + $0 }))
    #expect(other.branches == ligand.branches)
    #expect(other.torsions == ligand.torsions)
    let types = { (ligand: LigandPDBQT) in ligand.model.atoms.map(\.type.rawValue).sorted() }
    #expect(types(other) == types(ligand))
  }

  @Test("SMILES IDX and H PARENT lead every atom back to the SMILES", arguments: names)
  func indexMap(name: String) throws {
    let ligand = try LigandPDBQT(Structures.named(name))
    let lines = ligand.text.split(separator: "\n").map(String.init)
    let smiles = try #require(
      lines.first { $0.hasPrefix("REMARK SMILES ") && !$0.contains("IDX") })
    let molecule = try PerceivedMolecule(Molecule(smiles: String(smiles.dropFirst(14))))
    func pairs(_ tag: String) -> [(Int, Int)] {
      let numbers = lines.filter { $0.hasPrefix(tag) }
        .flatMap { $0.dropFirst(tag.count).split(separator: " ").compactMap { Int($0) } }
      return stride(from: 0, to: numbers.count, by: 2).map { (numbers[$0], numbers[$0 + 1]) }
    }
    var seen: Set<Int> = []
    for (atom, serial) in pairs("REMARK SMILES IDX") {
      let element = molecule.atoms[atom - 1].element.symbol.uppercased()
      #expect(ligand.model.atoms[serial - 1].name.hasPrefix(element))
      seen.insert(serial)
    }
    for (parent, serial) in pairs("REMARK H PARENT") {
      #expect(ligand.model.atoms[serial - 1].type == .polarHydrogen)
      #expect(molecule.hydrogens[parent - 1] > 0)
      seen.insert(serial)
    }
    #expect(seen == Set(1...ligand.model.atoms.count))
  }

  @Test(
    "AutoDock types follow ligand preparation's rules",
    arguments: [
      ("acetamide", "C C HD HD N OA"), ("imidazole", "A A A HD N NA"),
      ("guanidinium", "C C C HD HD HD HD HD N N N"), ("amidine", "C C C C C C HD N NA"),
      ("benzonitrile", "A A A A A A C NA"), ("thioamide", "A A A A C C C C HD N S SA"),
      ("phosphate", "Br C C C OA OA OA OA P"), ("deuterated", "C C H H H HD OA"),
      ("silane", "C C C C C I Si"),
    ])
  func types(name: String, types: String) throws {
    let ligand = try LigandPDBQT(Structures.named(name))
    #expect(
      ligand.model.atoms.map(\.type.rawValue).sorted().joined(separator: " ") == types)
  }

  @Test("the root lies in the middle: no branch of a chain is deeper than half of it")
  func rootInTheMiddle() throws {
    let ligand = try LigandPDBQT(Structures.named("metoprolol"))
    var depth = [Int](repeating: 0, count: ligand.model.bodies.count)
    for (body, value) in ligand.model.bodies.enumerated() {
      if let parent = value.parent { depth[body] = depth[parent] + 1 }
    }
    #expect(depth.max() == 5)
  }

  @Test("salts, missing coordinates and elements without a type are refused with a reason")
  func refusals() throws {
    func structure(_ smiles: String, _ coordinates: [SIMD3<Double>]) throws -> Structure3D {
      Structure3D(
        molecule: try PerceivedMolecule(Molecule(smiles: smiles)), coordinates: coordinates,
        hydrogens: [], energy: 0, forceField: "UFF")
    }
    let one = SIMD3(1.0, 0, 0)
    #expect(throws: DockingError.self) { try LigandPDBQT(structure("C.[Cl-]", [.zero, one])) }
    #expect(throws: DockingError.self) { try LigandPDBQT(structure("CO", [.zero])) }
    #expect(throws: DockingError.self) { try LigandPDBQT(structure("CO", [.zero, .zero])) }
    #expect(throws: DockingError.self) { try LigandPDBQT(structure("CO", [.zero, one * .nan])) }
    #expect(throws: DockingError.self) { try LigandPDBQT(structure("CO", [.zero, one * 5000])) }
    #expect(throws: DockingError.self) { try LigandPDBQT(structure("C[Te]", [.zero, one])) }
  }
}

/// Where Meeko 0.8.0 opens rings, and how often it does.
@Suite struct MacrocycleOpeningTests {
  static let rings: [(String, Int, Int)] = [
    // Pairs of ends, turning bonds.
    ("C1CCCCC1", 0, 0), ("C1CCCCCC1", 1, 6), ("C1CCCCCCCCCCC1", 1, 11),
    // No carbon–carbon bond, or none that is not aromatic.
    ("C1OCOCOCO1", 0, 0), ("c1ccc2c(c1)Nc1ccccc1S2", 0, 0),
    // A bond that a six-membered ring shares stays; so does a cage.
    ("C1CCc2ccccc2CC1", 1, 5), ("C1CC2CCC1CC2", 0, 0),
    // BACE-1's macrocycle, with a lactam.
    (
      "CCCCNC(=O)[C@H](C)C[C@H](O)[C@@H]1C[C@H](C)CCCCCN(CC)C(=O)c2cc(OCC)cc(c2)C(=O)N1", 1, 21
    ),
    // Two large rings.
    ("C1CCCCCCCC1CCCC1CCCCCCCC1", 2, 20),
  ]

  @Test("rings of seven and more atoms are opened between two carbons", arguments: rings)
  func opened(smiles: String, pairs: Int, torsions: Int) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let opening = MacrocycleOpening(molecule)
    #expect(opening.bonds.count == pairs)
    #expect(TorsionTree(molecule, opening: opening).rotatableBonds.count == torsions)
  }
}
