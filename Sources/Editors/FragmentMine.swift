import Descriptors
import MoleculeGraph
import Perception
import SMILES

/// Finds the groups that hang on molecules, for a `FragmentLibrary`: what each single bond outside
/// rings cuts off, on either side, with the kind of atom that carried it.
public struct FragmentMine: Sendable {
  public struct Settings: Sendable, Hashable {
    /// Heavy atoms of a group at most.
    public var largest = 14
    /// Groups of each size at most, the commonest.
    public var each = 60
    /// How often a group must occur on a kind of atom; nil for one in 2,000 molecules, and thrice.
    public var least: Int?
    public init() {}
  }

  private let settings: Settings
  private var counts: [String: [SiteKind: Int]] = [:]
  public private(set) var molecules = 0

  public init(_ settings: Settings = Settings()) { self.settings = settings }

  /// Adds a molecule, best without charges: what is charged is no group. O(bonds · atoms).
  public mutating func add(_ molecule: PerceivedMolecule) {
    molecules += 1
    for index in molecule.bonds.indices where molecule.isCuttable(index) {
      let bond = molecule.bonds[index]
      for (root, other) in [(bond.begin, bond.end), (bond.end, bond.begin)] {
        guard let site = SiteKind(other, in: molecule),
          let atoms = molecule.side(of: root, without: other), atoms.count <= settings.largest,
          atoms.allSatisfy({ Self.isCommon(molecule.atoms[Int($0)]) }),
          let text = MolecularGroup(molecule, atoms: atoms, root: root).smiles
        else { continue }
        counts[text, default: [:]][site, default: 0] += 1
      }
    }
  }

  private static let elements: Set<Element> = [
    .carbon, .nitrogen, .oxygen, .sulfur, .fluorine, .chlorine, .bromine,
  ]

  private static func isCommon(_ atom: Atom) -> Bool {
    elements.contains(atom.element) && atom.charge == 0 && atom.isotope == 0
  }

  /// The library as text, small groups first, of each size the commonest first; groups that would
  /// give a structural alert on every kind of atom are left out.
  public func library() -> String {
    let least = settings.least ?? max(3, molecules / 2000)
    var bySize: [Int: [(text: String, count: Int, sites: String)]] = [:]
    for (text, sites) in counts {
      guard let group = Fragment(text, count: 1, sites: []),
        sites.values.contains(where: { $0 >= least })
      else { continue }
      let kept = sites.filter { site, count in
        count >= least && !Self.hasAlert(group.group, on: site)
      }
      guard !kept.isEmpty else { continue }
      bySize[group.group.heavyAtoms, default: []].append(
        (text, kept.values.reduce(0, +), String(kept.keys.map(\.rawValue).sorted())))
    }
    var lines = [FragmentLibrary.header]
    for size in bySize.keys.sorted() {
      let groups = bySize[size, default: []].sorted { ($1.count, $0.text) < ($0.count, $1.text) }
      lines += groups.prefix(settings.each).map { "\($0.text)\t\($0.count)\t\($0.sites)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A small molecule in which an atom is of a kind, with the atom's place.
  private static let carriers: [SiteKind: (smiles: String, atom: Int32)] = [
    .aromaticCarbon: ("c1ccccc1", 0), .aromaticNitrogen: ("[nH]1cccc1", 0), .sp3Carbon: ("CC", 1),
    .carbonyl: ("CC=O", 1), .unsaturatedCarbon: ("CC(C)=CC", 3), .amideNitrogen: ("CC(=O)NC", 3),
    .anilineNitrogen: ("CNc1ccccc1", 1), .amineNitrogen: ("CNC", 1), .oxygen: ("CO", 1),
    .sulfur: ("CS", 1), .sulfonyl: ("C[SH](=O)=O", 1),
  ]

  /// Whether a group brings an alert where it hangs on a kind of atom; methyl tells what the
  /// carrier has by itself.
  private static func hasAlert(_ group: MolecularGroup, on site: SiteKind) -> Bool {
    guard let methyl = Fragment("*C", count: 1, sites: []),
      let bare = carrier(of: site, methyl.group),
      let whole = carrier(of: site, group)
    else { return true }
    return whole.brenkAlerts.count > bare.brenkAlerts.count || !whole.painsAlerts.isEmpty
  }

  private static func carrier(of site: SiteKind, _ group: MolecularGroup) -> PerceivedMolecule? {
    guard let carrier = carriers[site],
      let molecule = try? PerceivedMolecule(Molecule(smiles: carrier.smiles))
    else { return nil }
    var edit = GraphEdit(molecule)
    guard edit.attach(group, to: carrier.atom) != nil else { return nil }
    return edit.product()?.molecule
  }
}
