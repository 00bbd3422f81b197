import MoleculeGraph
import Perception

/// A molecule laid out for matching: a table of what queries ask, and adjacency.
///
/// Make one for a molecule and match many patterns against it: answers to `$(…)` are kept. Not
/// thread-safe; make one per task.
public final class MatchTarget {
  public let molecule: PerceivedMolecule
  /// Atoms of the molecule, then one atom for each of their hydrogens where those were asked for.
  public let atomCount: Int
  /// For each added hydrogen atom, the atom that carries it.
  public let hydrogenParents: [Int32]

  /// Row-major, `AtomProperty.count` columns.
  let features: [Int16]
  let adjacencyOffsets: [Int32]
  let adjacentAtoms: [Int32]
  /// `BondMask.code` of each adjacency entry.
  let adjacentBondCodes: [UInt8]
  let elementCounts: [Int32]
  private(set) lazy var components = molecule.graph.componentOfAtom.component

  /// For each environment, one entry per atom: 0 not asked, 1 matches, 2 does not.
  private var environmentAnswers: [ObjectIdentifier: [UInt8]] = [:]

  /// - Parameter explicitHydrogens: adds every hydrogen as an atom of its own, after the others in
  ///   the order of the atoms that carry them.
  public init(_ molecule: PerceivedMolecule, explicitHydrogens: Bool = false) {
    self.molecule = molecule
    let layout = TargetLayout(molecule, explicitHydrogens: explicitHydrogens)
    atomCount = layout.atomCount
    hydrogenParents = layout.hydrogenParents
    adjacencyOffsets = layout.offsets
    adjacentAtoms = layout.atoms
    adjacentBondCodes = layout.codes
    let table = AtomFeatures(molecule, layout: layout).table
    features = table
    var counts = [Int32](repeating: 0, count: 119)
    for atom in 0..<layout.atomCount { counts[Int(table[atom * AtomProperty.count])] += 1 }
    elementCounts = counts
  }

  func answer(_ environment: CompiledQuery, at atom: Int32) -> Bool {
    let key = ObjectIdentifier(environment)
    if let known = environmentAnswers[key]?[Int(atom)], known != 0 { return known == 1 }
    let found = beginsMatch(environment, at: atom)
    environmentAnswers[key, default: [UInt8](repeating: 0, count: atomCount)][Int(atom)] =
      found ? 1 : 2
    return found
  }

  /// Tests the first atom before a search is set up: most environments fail there.
  func beginsMatch(_ query: CompiledQuery, at atom: Int32) -> Bool {
    guard passes(query, 0, atom) else { return false }
    if query.atomCount == 1 { return true }
    var search = Matcher(query, query.anchoredPlan, self)
    return search.next(anchor: atom)
  }

  func isInRing(ofSize size: Int16, atom: Int32) -> Bool {
    guard Int(atom) < molecule.atomCount else { return false }
    return molecule.rings.atomRings.contains { $0.count == Int(size) && $0.contains(atom) }
  }
}
