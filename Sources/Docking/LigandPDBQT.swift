import Conformers
import Foundation
import MoleculeGraph
import Perception
import SMILES

/// A ligand prepared for docking: its PDBQT text, and which line is which atom of the molecule.
///
/// Hydrogens on carbon are merged; polar ones are written. Charges are written as 0.000: Vina's
/// scoring function does not use them. The file opens with `REMARK SMILES`, `REMARK SMILES IDX`
/// (pairs of atom number in that SMILES and atom number in the file, both from 1) and
/// `REMARK H PARENT` (pairs of the parent's number in the SMILES and the hydrogen's number in the
/// file), as Meeko writes them, so other programs can rebuild the molecule too. Rings that are
/// opened have the types CG0 and G0 to CG3 and G3 at the ends of the opened bonds.
public struct LigandPDBQT: Sendable {
  public let text: String
  /// The structure that it was made from.
  public let structure: Structure3D
  package let model: PDBQTModel
  /// What each atom of the file is.
  package let sources: [Source]
  package let vina: VinaLigand

  package enum Source: Hashable, Sendable {
    /// An atom of the molecule.
    case atom(Int32)
    /// A hydrogen of the structure that is not an atom of the molecule, by its place in the list.
    case hydrogen(Int)
    /// The pseudo atom that stands for an atom at the other end of an opened bond.
    case glue(standsFor: Int32)
  }

  /// Vina's torsion count N of the affinity's denominator 1 + 0.05846·N.
  public var torsions: Double { vina.torsions }
  /// Number of branch bonds.
  public var branches: Int { model.branchCount }

  static let largestLigand = 1000
  /// Raised where the same molecule is docked with other torsions, charges or structures than
  /// before: scores of before and after are not of one scale, and no run may hold both. 2: bonds of
  /// nitriles and alkynes turn, sulfonamides of six-membered rings lie equatorial, betaines and
  /// sydnones keep their anion. 3: phosphonates and phosphates lose protons by their acidity,
  /// formamidines take one, phosphorus is tetrahedral, nitrogen beside N=O and N=C accepts nothing.
  package static let preparation = 3

  /// Throws `DockingError` with code `ligand` for several fragments, an element without AutoDock
  /// type, and coordinates that are not finite or do not fit the file's columns.
  public init(
    _ structure: Structure3D, macrocycle: Macrocycle = .rigid
  ) throws(DockingError) {
    try Self.check(structure)
    let molecule = structure.molecule
    let typing = LigandAtomTyping(molecule: molecule)
    let opening = MacrocycleOpening(molecule, macrocycle)
    let ends = RingEnds(opening, in: molecule)
    let layout = Layout(structure, tree: TorsionTree(molecule, opening: opening), ends: ends)
    var model = PDBQTModel()
    var counts: [Element: Int] = [:]
    for source in layout.sources {
      let (element, position) = Self.place(source, in: structure)
      let type: AutoDockType? =
        switch source {
        case .atom(let atom): ends.carbon[atom] ?? typing.type(of: atom)
        case .hydrogen: .polarHydrogen
        case .glue(let atom): ends.glue[atom]
        }
      guard let type else {
        throw Self.error("\(element.symbol) has no AutoDock atom type; no engine can dock it")
      }
      counts[element, default: 0] += 1
      model.atoms.append(
        PDBQTModel.Atom(
          serial: model.atoms.count + 1,
          name: type.isGlue
            ? type.rawValue
            : String("\(element.symbol.uppercased())\(counts[element] ?? 0)".prefix(4)),
          type: type, position: Self.rounded(position)))
    }
    model.bodies = layout.bodies
    self.structure = structure
    self.model = model
    sources = layout.sources
    vina = VinaLigand(model)
    text = Self.remarks(molecule, structure, layout.sources) + Self.body(model)
  }

  private static func place(
    _ source: Source, in structure: Structure3D
  ) -> (element: Element, position: SIMD3<Double>) {
    switch source {
    case .atom(let atom):
      (structure.molecule.atoms[Int(atom)].element, structure.coordinates[Int(atom)])
    case .hydrogen(let index): (.hydrogen, structure.hydrogens[index].position)
    case .glue(let atom): (.wildcard, structure.coordinates[Int(atom)])
    }
  }

  private static func error(_ reason: String) -> DockingError {
    DockingError(.ligand, "ligand", reason)
  }

  /// As the file says it: what the engine reads is what is scored.
  private static func rounded(_ position: SIMD3<Double>) -> SIMD3<Double> {
    (position * 1000).rounded(.toNearestOrAwayFromZero) / 1000
  }

  private static func check(_ structure: Structure3D) throws(DockingError) {
    let molecule = structure.molecule
    guard molecule.atomCount > 0 else { throw error("the molecule has no atoms") }
    guard molecule.atomCount <= largestLigand else {
      throw error("\(molecule.atomCount) atoms; at most \(largestLigand) can be docked")
    }
    let fragments = molecule.graph.componentOfAtom.count
    guard fragments == 1 else {
      throw error("\(fragments) fragments; a ligand must be one: remove salts and solvents first")
    }
    guard structure.coordinates.count == molecule.atomCount else {
      throw error(
        "\(structure.coordinates.count) coordinates for \(molecule.atomCount) atoms")
    }
    let positions = structure.coordinates + structure.hydrogens.map(\.position)
    guard positions.allSatisfy({ max(abs($0.x), abs($0.y), abs($0.z)) < 999 }) else {
      throw error("coordinates are not numbers between -999 and 999 Å")
    }
    guard structure.hydrogens.allSatisfy({ (0..<molecule.atomCount).contains(Int($0.parent)) })
    else { throw error("a hydrogen's parent is no atom of the molecule") }
    if molecule.atomCount > 1, Set(structure.coordinates).count == 1 {
      throw error("all atoms lie on one point")
    }
  }
}

extension LigandPDBQT {
  /// The ends of opened bonds, and what stands for them.
  private struct RingEnds {
    /// The atom across the opened bond.
    var partner: [Int32: Int32] = [:]
    /// The type of an end, and of the pseudo atom that stands for it.
    var carbon: [Int32: AutoDockType] = [:]
    var glue: [Int32: AutoDockType] = [:]

    init(_ opening: MacrocycleOpening, in molecule: PerceivedMolecule) {
      for (bond, types) in zip(opening.bonds, AutoDockType.ringOpenings) {
        let ends = molecule.graph.bonds[Int(bond)]
        for (atom, other) in [(ends.begin, ends.end), (ends.end, ends.begin)] {
          partner[atom] = other
          carbon[atom] = types.carbon
          glue[atom] = types.glue
        }
      }
    }
  }

  /// The order of atoms in the file, and its bodies in terms of that order.
  private struct Layout {
    var sources: [Source] = []
    var bodies: [PDBQTModel.Body] = []

    init(_ structure: Structure3D, tree: TorsionTree, ends: RingEnds) {
      let graph = structure.molecule.graph
      var hydrogensOfAtom = [[Int]](repeating: [], count: graph.atomCount)
      for (index, hydrogen) in structure.hydrogens.enumerated() {
        let parent = graph.atoms[Int(hydrogen.parent)].element
        if LigandAtomTyping.carriesPolarHydrogens(parent) {
          hydrogensOfAtom[Int(hydrogen.parent)].append(index)
        }
      }
      let isRotatable = Set(tree.rotatableBonds)
      var placeOfAtom = [Int](repeating: -1, count: graph.atomCount)
      // Bodies to write: the last is next, so the file runs depth first as the format nests.
      var waiting: [(body: Int, parent: Int?, from: Int32, to: Int32)] = [(tree.root, nil, -1, -1)]
      while let (body, parent, from, to) = waiting.popLast() {
        var written = PDBQTModel.Body(parent: parent)
        let members = tree.bodies[body]
        let first = sources.count
        for atom in (to < 0 ? [] : [to]) + members.filter({ $0 != to }) {
          placeOfAtom[Int(atom)] = sources.count
          sources.append(.atom(atom))
          sources += hydrogensOfAtom[Int(atom)].map { .hydrogen($0) }
          if let partner = ends.partner[atom] { sources.append(.glue(standsFor: partner)) }
        }
        written.atoms = Array(first..<sources.count)
        if parent != nil {
          written.axis = PDBQTModel.Axis(from: placeOfAtom[Int(from)], to: placeOfAtom[Int(to)])
        }
        bodies.append(written)
        for atom in members.reversed() {
          for (neighbor, bond) in zip(graph.neighbors(of: atom), graph.bonds(of: atom)).reversed()
          where isRotatable.contains(bond) && placeOfAtom[Int(neighbor)] < 0 {
            let next = Int(tree.bodyOfAtom[Int(neighbor)])
            waiting.append((next, bodies.count - 1, atom, neighbor))
          }
        }
      }
    }
  }

  private static func remarks(
    _ molecule: PerceivedMolecule, _ structure: Structure3D, _ sources: [Source]
  ) -> String {
    let smiles = molecule.smiles()
    var number = [Int](repeating: 0, count: molecule.atomCount)
    for (place, atom) in smiles.atomOrder.enumerated() { number[Int(atom)] = place + 1 }
    var atoms: [String] = []
    var hydrogens: [String] = []
    for (place, source) in sources.enumerated() {
      switch source {
      case .atom(let atom): atoms.append("\(number[Int(atom)]) \(place + 1)")
      case .hydrogen(let index):
        hydrogens.append("\(number[Int(structure.hydrogens[index].parent)]) \(place + 1)")
      case .glue: break
      }
    }
    return "REMARK SMILES \(smiles.text)\n" + wrapped(atoms, after: "REMARK SMILES IDX")
      + wrapped(hydrogens, after: "REMARK H PARENT")
  }

  private static func wrapped(_ items: [String], after tag: String) -> String {
    var lines: [String] = []
    for item in items {
      if let last = lines.last, last.utf8.count + item.utf8.count < 79 {
        lines[lines.count - 1] = "\(last) \(item)"
      } else {
        lines.append("\(tag) \(item)")
      }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func body(_ model: PDBQTModel) -> String {
    var text = ""
    // Open branches, innermost last, by body.
    var open: [Int] = []
    func close(until parent: Int?) {
      while let last = open.last, last != parent {
        open.removeLast()
        if let axis = model.bodies[last].axis { text += branch("ENDBRANCH", axis) }
      }
    }
    for (index, body) in model.bodies.enumerated() {
      if let axis = body.axis {
        close(until: body.parent)
        text += branch("BRANCH", axis)
      } else {
        text += "ROOT\n"
      }
      open.append(index)
      for atom in body.atoms { text += line(model.atoms[atom]) }
      if index == 0 { text += "ENDROOT\n" }
    }
    close(until: 0)
    return text + "TORSDOF \(model.branchCount)\n"
  }

  private static func branch(_ tag: String, _ axis: PDBQTModel.Axis) -> String {
    String(format: "%@ %3d %3d\n", tag, axis.from + 1, axis.to + 1)
  }

  private static func line(_ atom: PDBQTModel.Atom) -> String {
    let name = atom.name.utf8.count < 4 ? " \(atom.name)" : atom.name
    let paddedName = name.padding(toLength: 4, withPad: " ", startingAt: 0)
    let type = atom.type.rawValue
    let paddedType = type.utf8.count < 2 ? "\(type) " : type
    return String(
      format: "ATOM  %5d %@ UNL     1    %8.3f%8.3f%8.3f%6.2f%6.2f    %6.3f %@\n", atom.serial,
      paddedName, atom.position.x, atom.position.y, atom.position.z, 1.0, 0.0, 0.0, paddedType)
  }
}
