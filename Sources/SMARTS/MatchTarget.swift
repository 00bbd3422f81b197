import MoleculeGraph
import Perception

/// A molecule laid out for matching: signatures of its atoms, and adjacency.
///
/// Make one for a molecule and match many patterns against it: what one search learns of the atoms
/// is kept for the next search with the same patterns. Not thread-safe; make one per task.
public final class MatchTarget {
  public let molecule: PerceivedMolecule
  /// Atoms of the molecule, then one atom for each of their hydrogens where those were asked for.
  public let atomCount: Int
  /// For each added hydrogen atom, the atom that carries it.
  public let hydrogenParents: [Int32]

  let layout: TargetLayout
  /// How many atoms there are of each of `ScreenCounts`' classes.
  let counts: ScreenCounts
  private(set) lazy var stereo = TargetStereo(molecule)
  /// `layout.links` in the order in which RDKit lists an atom's bonds.
  private(set) lazy var linksInReadingOrder = layout.linksInReadingOrder(of: molecule.graph)
  private lazy var tables = LayoutTables(molecule)
  private(set) lazy var components = molecule.graph.componentOfAtom.component

  /// What was learned with each set of patterns, the latest last.
  private var memories: [SearchMemory] = []
  /// Of use to all patterns; a search takes it out and brings it back.
  var neighborSets = NeighborSets()
  var stack = SearchStack()

  /// - Parameter explicitHydrogens: adds every hydrogen as an atom of its own, after the others in
  ///   the order of the atoms that carry them.
  /// - Complexity: O(atoms + bonds).
  public init(_ molecule: PerceivedMolecule, explicitHydrogens: Bool = false) {
    self.molecule = molecule
    layout = TargetLayout(molecule, explicitHydrogens: explicitHydrogens)
    atomCount = layout.atomCount
    hydrogenParents = layout.hydrogenParents
    counts = ScreenCounts(layout.signatures)
  }

  /// Hands over what is known of the atoms for these patterns; give it back with `keep`.
  func takeMemory(for patterns: CompiledPatterns, comparesStereo: Bool) -> SearchMemory {
    if let place = memories.lastIndex(where: {
      $0.serial == patterns.serial && $0.comparesStereo == comparesStereo
    }) {
      return memories.remove(at: place)
    }
    return SearchMemory(
      patterns, comparesStereo: comparesStereo, wordCount: layout.wordCount, atomCount: atomCount)
  }

  func keep(_ memory: consuming SearchMemory) { memories.append(memory) }

  /// A property of an atom as a number, for tests that signatures cannot decide.
  func value(of property: AtomProperty, at atom: Int) -> Int {
    guard atom < molecule.atomCount else { return TargetLayout.hydrogenValue(of: property) }
    let properties = molecule.atoms[atom]
    let number = Int(properties.element.rawValue)
    switch property {
    case .element: return number
    case .kind:
      return number + (properties.isAromatic ? Int(AtomProperty.aromaticOffset) : 0)
    case .aromaticity: return properties.isAromatic ? 1 : 0
    case .charge: return Int(properties.charge)
    case .isotope: return Int(properties.isotope)
    case .ringCount: return Int(molecule.rings.atomRingCounts[atom])
    case .smallestRing: return Int(molecule.rings.smallestRing[atom])
    case .hybridization: return molecule.hybridization[atom].queryNumber
    default:
      let surroundings = AtomSurroundings(
        tables, at: atom, hydrogensAreAtoms: atomCount > molecule.atomCount)
      return surroundings.value(of: property)
    }
  }

  func isInRing(ofSize size: Int16, atom: Int) -> Bool {
    guard atom < molecule.atomCount else { return false }
    return molecule.rings.atomRings.contains {
      $0.count == Int(size) && $0.contains(Int32(atom))
    }
  }

  /// The component that an atom lies in; hydrogens lie where their parent does.
  func component(of atom: Int) -> Int32 {
    let added = atom - molecule.atomCount
    return components[added < 0 ? atom : Int(hydrogenParents[added])]
  }
}

extension Hybridization {
  /// The number after `^`; negative where no query can ask for it.
  var queryNumber: Int {
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
