import MoleculeGraph
import Perception

/// What the bonds and neighbors of one atom say of it.
struct AtomSurroundings {
  private let bonds: Int
  private let hydrogens: Int
  private let doubledOrders: Int
  private let hydrogensAreAtoms: Bool
  private var hydrogenNeighbors = 0
  private var lightNeighbors = 0
  private var heteroNeighbors = 0
  private var aliphaticHeteroNeighbors = 0
  private var ringBonds = 0

  init(_ tables: borrowing LayoutTables, at atom: Int, hydrogensAreAtoms: Bool) {
    let places = Int(tables.offsets[atom])..<Int(tables.offsets[atom + 1])
    bonds = places.count
    hydrogens = Int(tables.hydrogens[atom])
    doubledOrders = Int(tables.doubledOrders[atom])
    self.hydrogensAreAtoms = hydrogensAreAtoms
    for place in places {
      let link = tables.links[place]
      if link & UInt32(BondMask.ringBit) != 0 { ringBonds += 1 }
      let other = tables.atoms[Int(link >> 4)]
      switch other.element.rawValue {
      case 1:
        hydrogenNeighbors += 1
        // RDKit counts deuterium and tritium as heavy neighbors.
        if other.isotope <= 1 { lightNeighbors += 1 }
      case 6: break
      default:
        heteroNeighbors += 1
        if !other.isAromatic { aliphaticHeteroNeighbors += 1 }
      }
    }
  }

  /// The number for a property that depends on neighbors.
  func value(of property: AtomProperty) -> Int {
    switch property {
    case .degree: hydrogensAreAtoms ? bonds + hydrogens : bonds
    case .heavyDegree: bonds - lightNeighbors
    case .totalHydrogens: hydrogens + hydrogenNeighbors
    case .implicitHydrogens: hydrogensAreAtoms ? 0 : hydrogens
    case .connectivity: bonds + hydrogens
    case .valence: doubledOrders / 2 + hydrogens
    case .ringBondCount: ringBonds
    case .heteroNeighbors: heteroNeighbors
    case .aliphaticHeteroNeighbors: aliphaticHeteroNeighbors
    default: 0
    }
  }

  /// The bits of these numbers.
  var signature: AtomSignature {
    var low = SignatureField.degree.bit(value(of: .degree))
    low |= SignatureField.totalHydrogens.bit(value(of: .totalHydrogens))
    low |= SignatureField.connectivity.bit(value(of: .connectivity))
    low |= SignatureField.valence.bit(value(of: .valence))
    low |= SignatureField.aliphaticHeteroNeighbors.bit(aliphaticHeteroNeighbors)
    var high = SignatureField.ringBondCount.highBit(ringBonds)
    high |= SignatureField.heavyDegree.highBit(value(of: .heavyDegree))
    high |= SignatureField.implicitHydrogens.highBit(value(of: .implicitHydrogens))
    high |= SignatureField.heteroNeighbors.highBit(heteroNeighbors)
    return AtomSignature(low: low, high: high)
  }
}

extension LayoutTables {
  func signature(of atom: Int, hydrogensAreAtoms: Bool) -> AtomSignature {
    let properties = atoms[atom]
    var own = AtomSignature(low: 1 << UInt64(kinds[atom]))
    own.low |= SignatureField.charge.bit(Int(properties.charge))
    own.low |= SignatureField.isotope.bit(Int(properties.isotope))
    own.high |= SignatureField.ringCount.highBit(Int(ringCounts[atom]))
    own.high |= SignatureField.smallestRing.highBit(Int(smallestRings[atom]))
    own.high |= SignatureField.hybridization.highBit(hybridizations[atom].queryNumber)
    return own.union(
      AtomSurroundings(self, at: atom, hydrogensAreAtoms: hydrogensAreAtoms).signature)
  }
}
