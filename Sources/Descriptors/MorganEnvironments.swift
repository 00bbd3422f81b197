import MoleculeGraph
import Perception

/// A circular substructure: all bonds up to a radius around an atom.
public struct MorganEnvironment: Sendable, Hashable {
  /// Hash of the substructure, the same in every molecule.
  public let identifier: UInt32
  /// The atom in the middle.
  public let atom: Int32
  /// In bonds; 0 is the atom alone.
  public let radius: Int32

  /// The atoms of the substructure, ascending: those within the radius of the middle one.
  ///
  /// - Parameter molecule: the molecule that it was found in.
  public func atoms(in molecule: PerceivedMolecule) -> [Int32] {
    var covered: Set<Int32> = [atom]
    var shell = [atom]
    for _ in 0..<radius {
      shell = shell.flatMap {
        molecule.graph.neighbors(of: $0).filter { covered.insert($0).inserted }
      }
    }
    return covered.sorted()
  }
}

/// What a Morgan fingerprint tells apart; the defaults are RDKit's.
struct MorganOptions {
  var radius = 2
  var includeChirality = false
  var useBondTypes = true
}

/// What the iteration starts from.
enum MorganInvariants {
  /// Element, connectivity, hydrogens, charge, difference to the average mass, ring membership.
  static func atoms(_ molecule: PerceivedMolecule) -> [UInt32] {
    let graph = molecule.graph
    let atoms = graph.atoms
    let hydrogens = molecule.hydrogens
    let ringCounts = molecule.rings.atomRingCounts
    let hasHydrogenAtoms = atoms.contains { $0.element == .hydrogen }
    var invariants = [UInt32](repeating: 0, count: atoms.count)
    for index in 0..<atoms.count {
      let atom = atoms[index]
      var attached = UInt32(hydrogens[index])
      let degree = UInt32(graph.degree(of: Int32(index))) + attached
      if hasHydrogenAtoms {
        attached += UInt32(
          graph.neighbors(of: Int32(index)).count { atoms[Int($0)].element == .hydrogen })
      }
      var hash: UInt32 = 0
      hash.combine(UInt32(atom.element.rawValue))
      hash.combine(degree)
      hash.combine(attached)
      hash.combine(UInt32(bitPattern: Int32(atom.charge)))
      hash.combine(atom.isotope == 0 ? 0 : massDifference(of: atom))
      if ringCounts[index] > 0 { hash.combine(1) }
      invariants[index] = hash
    }
    return invariants
  }

  private static func massDifference(of atom: Atom) -> UInt32 {
    let mass = atom.element.labelledMass(Int(atom.isotope))
    return UInt32(bitPattern: Int32(mass - atom.element.averageMass))
  }

  static func bonds(
    _ molecule: PerceivedMolecule, _ options: MorganOptions, _ chirality: MorganChirality?
  ) -> [UInt32] {
    let bonds = molecule.graph.bonds
    guard options.useBondTypes else { return [UInt32](repeating: 1, count: bonds.count) }
    var invariants = [UInt32](repeating: 0, count: bonds.count)
    for index in 0..<bonds.count { invariants[index] = bonds[index].order.morganType }
    for (bond, code) in chirality?.doubleBondCodes ?? [] { invariants[Int(bond)] = code }
    return invariants
  }
}

extension BondOrder {
  /// RDKit's number of a bond type.
  var morganType: UInt32 {
    switch self {
    case .single: 1
    case .double: 2
    case .triple: 3
    case .quadruple: 4
    case .aromatic: 12
    case .dative: 17
    }
  }
}
