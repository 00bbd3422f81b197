import MoleculeGraph
import Perception

/// The table of atom properties that queries ask for.
struct AtomFeatures {
  private(set) var table: [Int16]

  init(_ molecule: PerceivedMolecule, layout: TargetLayout) {
    table = [Int16](repeating: 0, count: layout.atomCount * AtomProperty.count)
    let valence = AtomFeatures.valences(of: molecule)
    for atom in 0..<molecule.atomCount {
      setIdentity(molecule.atoms[atom], at: atom)
      setHydrogens(of: atom, molecule, layout, valence: valence[atom])
      let rings = molecule.rings
      self[atom, .ringCount] = Int16(clamping: rings.atomRingCounts[atom])
      self[atom, .smallestRing] = Int16(clamping: rings.smallestRing[atom])
      self[atom, .hybridization] = molecule.hybridization[atom].queryNumber
    }
    for (bond, ends) in molecule.bonds.enumerated()
    where molecule.rings.contains(bond: Int32(bond)) {
      self[Int(ends.begin), .ringBondCount] += 1
      self[Int(ends.end), .ringBondCount] += 1
    }
    for place in layout.hydrogenParents.indices {
      setAddedHydrogen(at: molecule.atomCount + place)
    }
  }

  private subscript(_ atom: Int, _ property: AtomProperty) -> Int16 {
    get { table[atom * AtomProperty.count + Int(property.rawValue)] }
    set { table[atom * AtomProperty.count + Int(property.rawValue)] = newValue }
  }

  private mutating func setIdentity(_ atom: Atom, at index: Int) {
    let number = Int16(atom.element.rawValue)
    self[index, .element] = number
    self[index, .kind] = number + (atom.isAromatic ? AtomProperty.aromaticOffset : 0)
    self[index, .aromaticity] = atom.isAromatic ? 1 : 0
    self[index, .charge] = Int16(atom.charge)
    self[index, .isotope] = Int16(clamping: atom.isotope)
  }

  private mutating func setHydrogens(
    of atom: Int, _ molecule: PerceivedMolecule, _ layout: TargetLayout, valence: Int
  ) {
    let hydrogens = Int16(molecule.hydrogens[atom])
    let isExpanded = layout.atomCount > molecule.atomCount
    var hydrogenNeighbors: Int16 = 0
    var lightNeighbors: Int16 = 0
    for neighbor in molecule.graph.neighbors(of: Int32(atom)) {
      let other = molecule.atoms[Int(neighbor)]
      switch other.element.rawValue {
      case 1:
        hydrogenNeighbors += 1
        // RDKit counts deuterium and tritium as heavy neighbors.
        if other.isotope <= 1 { lightNeighbors += 1 }
      case 6: break
      default:
        self[atom, .heteroNeighbors] += 1
        if !other.isAromatic { self[atom, .aliphaticHeteroNeighbors] += 1 }
      }
    }
    let bonds = Int16(molecule.graph.degree(of: Int32(atom)))
    self[atom, .degree] = isExpanded ? bonds + hydrogens : bonds
    self[atom, .heavyDegree] = bonds - lightNeighbors
    self[atom, .totalHydrogens] = hydrogens + hydrogenNeighbors
    self[atom, .implicitHydrogens] = isExpanded ? 0 : hydrogens
    self[atom, .connectivity] = bonds + hydrogens
    self[atom, .valence] = Int16(valence)
  }

  private mutating func setAddedHydrogen(at index: Int) {
    self[index, .element] = 1
    self[index, .kind] = 1
    self[index, .degree] = 1
    self[index, .heavyDegree] = 1
    self[index, .connectivity] = 1
    self[index, .valence] = 1
  }

  /// Sum of Kekulé bond orders and hydrogens of each atom. A dative bond counts at its end only.
  private static func valences(of molecule: PerceivedMolecule) -> [Int] {
    var valence = molecule.hydrogens.map { Int($0) }
    for (index, bond) in molecule.bonds.enumerated() {
      let order = molecule.kekuleOrders[index]
      if order == .dative {
        valence[Int(bond.end)] += 1
        continue
      }
      valence[Int(bond.begin)] += order.doubledValence / 2
      valence[Int(bond.end)] += order.doubledValence / 2
    }
    return valence
  }
}

extension Hybridization {
  fileprivate var queryNumber: Int16 {
    switch self {
    case .unspecified: -1
    case .s: 0
    case .sp: 1
    case .sp2: 2
    case .sp3: 3
    case .sp2d: -2
    case .sp3d: 4
    case .sp3d2: 5
    }
  }
}
