import Descriptors
import Perception

/// The molecules that a run has tried, as far as they teach something about another: the most
/// similar ones, and pairs that differ in one group. The order in which they were added changes
/// nothing.
public struct TriedMolecules: Sendable {
  /// A molecule with its scores.
  public struct Entry: Sendable, Hashable {
    /// Canonical SMILES.
    public let smiles: String
    /// Higher is better.
    public let objective: Double
    /// kcal/mol.
    public let dock: Double
  }

  /// The same exchange of one group for another in several pairs of molecules.
  public struct Exchange: Sendable, Hashable {
    /// Groups as SMILES, the cut bond at `*`; a hydrogen is `*[H]`.
    public let from: String
    public let to: String
    /// By how much the objective and the docking score (kcal/mol) rose, for each pair in the order
    /// of their SMILES.
    public let objectiveChanges: [Double]
    public let dockChanges: [Double]
    /// Atoms of the asking molecule's group.
    public let atoms: [Int32]
    /// Whether the asking molecule has `to`.
    public let hasBetter: Bool
    /// The tried molecule that has the other group and is the same otherwise.
    public let partner: String

    public var meanChange: Double { objectiveChanges.reduce(0, +) / Double(objectiveChanges.count) }
  }

  static let hydrogen = "*[H]"

  public private(set) var entries: [Entry] = []
  private var fingerprints: [MorganFingerprint] = []
  private var places: [String: Int] = [:]
  /// Molecules with their groups, by what stays; and the other way round.
  private var groups: [String: [(entry: Int, variable: String)]] = [:]
  private var holders: [String: [(entry: Int, constant: String)]] = [:]
  /// What stays with a hydrogen in the group's place.
  private var capped: [String: String] = [:]

  public init() {}

  /// Adds a molecule; one that is known is left as it is.
  ///
  /// O(bonds · atoms log atoms).
  public mutating func add(_ molecule: PerceivedMolecule, objective: Double, dock: Double) {
    let smiles = molecule.canonicalSMILES
    guard places[smiles] == nil else { return }
    places[smiles] = entries.count
    for cut in MatchedCut.all(of: molecule) {
      groups[cut.constant, default: []].append((entries.count, cut.variable))
      holders[cut.variable, default: []].append((entries.count, cut.constant))
      capped[cut.constant] = cut.capped
    }
    fingerprints.append(molecule.morganFingerprint())
    entries.append(Entry(smiles: smiles, objective: objective, dock: dock))
  }

  /// The most similar ones, itself excepted; equals by SMILES. O(entries log entries).
  public func nearest(to molecule: PerceivedMolecule, count: Int = 3) -> [TriedNeighbor] {
    let fingerprint = molecule.morganFingerprint()
    let own = places[molecule.canonicalSMILES]
    return entries.indices.filter { $0 != own }
      .map { (place: $0, similarity: fingerprint.tanimoto(fingerprints[$0])) }
      .sorted {
        ($1.similarity, entries[$0.place].smiles) < ($0.similarity, entries[$1.place].smiles)
      }
      .prefix(count).map {
        let entry = entries[$0.place]
        return TriedNeighbor(
          smiles: entry.smiles, objective: entry.objective, dock: entry.dock,
          similarity: $0.similarity)
      }
  }

  /// Exchanges of one group of a tried molecule that were tried too, in the direction in which the
  /// objective rose on average, the largest rise first.
  ///
  /// O(cuts · pairs with the same groups); a molecule that was not added has none.
  public func exchanges(of molecule: PerceivedMolecule) -> [Exchange] {
    guard let own = places[molecule.canonicalSMILES] else { return [] }
    // The smallest group that tells each partner from the molecule: larger ones only carry along
    // what both have.
    var smallest: [Int: (cut: MatchedCut, other: String)] = [:]
    func offer(_ partner: Int, _ cut: MatchedCut, _ other: String) {
      let known = smallest[partner]?.cut.atoms.count ?? .max
      if cut.atoms.count < known { smallest[partner] = (cut, other) }
    }
    for cut in MatchedCut.all(of: molecule) {
      for member in groups[cut.constant] ?? []
      where member.entry != own && member.variable != cut.variable {
        offer(member.entry, cut, member.variable)
      }
      if let bare = places[cut.capped], bare != own { offer(bare, cut, Self.hydrogen) }
    }
    var found: [Exchange] = []
    var seen: Set<[String]> = []
    for (partner, pair) in smallest.sorted(by: { entries[$0.key].smiles < entries[$1.key].smiles })
    where seen.insert([pair.cut.variable, pair.other]).inserted {
      found.append(
        exchange(
          from: pair.other, to: pair.cut.variable, atoms: pair.cut.atoms,
          partner: entries[partner].smiles))
    }
    return found.enumerated().sorted {
      ($1.element.meanChange, $0.offset) < ($0.element.meanChange, $1.offset)
    }.map(\.element)
  }

  /// All pairs of tried molecules that differ by this exchange.
  private func exchange(
    from: String, to: String, atoms: [Int32], partner: String
  ) -> Exchange {
    var pairs: Set<[Int]> = []
    for end in holders[to] ?? [] {
      if from == Self.hydrogen {
        if let start = capped[end.constant].flatMap({ places[$0] }), start != end.entry {
          pairs.insert([start, end.entry])
        }
      } else {
        for start in groups[end.constant] ?? [] where start.variable == from {
          pairs.insert([start.entry, end.entry])
        }
      }
    }
    let ordered = pairs.map { (entries[$0[0]], entries[$0[1]]) }.sorted {
      ($0.0.smiles, $0.1.smiles) < ($1.0.smiles, $1.1.smiles)
    }
    let objectives = ordered.map { $1.objective - $0.objective }
    let docks = ordered.map { $1.dock - $0.dock }
    let rises = objectives.reduce(0, +) >= 0
    return Exchange(
      from: rises ? from : to, to: rises ? to : from,
      objectiveChanges: rises ? objectives : objectives.map { -$0 },
      dockChanges: rises ? docks : docks.map { -$0 }, atoms: atoms, hasBetter: rises,
      partner: partner)
  }
}
