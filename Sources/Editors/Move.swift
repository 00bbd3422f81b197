import Feedback
import MoleculeGraph
import Perception

/// A group on an atom of an edited molecule.
struct AttachedGroup: Sendable {
  let carrier: Int32
  /// Its atoms in the molecule, in the order of the group.
  let atoms: [Int32]
  let space: GroupSpace

  /// For a pose; the group's shape is made when it is first asked for.
  var addition: LaidPose.Addition? {
    space.shape.map { LaidPose.Addition(carrier: carrier, atoms: atoms, shape: $0) }
  }
}

/// An edit that can be made on a molecule, not made yet.
struct Move: Sendable {
  /// The edited molecule, with the atom of the old one that each of its atoms was, −1 for new ones.
  struct Product: Sendable {
    let molecule: PerceivedMolecule
    let origins: [Int32]
    /// The one group that was attached, where it can be laid into a pose.
    let attached: AttachedGroup?
  }

  let kind: EditKind
  /// Atoms at which it acts; those that its words tell are the first.
  let atoms: [Int32]
  /// Atoms that it takes away.
  let lost: Set<Int32>
  /// What it brings.
  let effects: Effects
  /// Name of the group that it brings, if any.
  let group: String?
  /// How often chemists do this, relative to other moves.
  let frequency: Double
  /// Second parent of a join.
  let partner: Int?
  /// In a few words, with atoms as a reader of the parent's SMILES counts them.
  let words: @Sendable (AtomLabels) -> String
  let apply: @Sendable () -> Product?

  init(
    _ kind: EditKind, atoms: [Int32], lost: Set<Int32> = [], effects: Effects,
    group: String? = nil, frequency: Double = 1, partner: Int? = nil,
    words: @escaping @Sendable (AtomLabels) -> String,
    apply: @escaping @Sendable () -> Product?
  ) {
    self.kind = kind
    self.atoms = atoms
    self.lost = lost
    self.effects = effects
    self.group = group
    self.frequency = frequency
    self.partner = partner
    self.words = words
    self.apply = apply
  }

  /// Where the parent's reader sees it act: the atom that `ToldEdit` reads in its words.
  func place(on parent: Parent, _ origins: ParentAtoms) -> EditCredit.Place {
    let told = atoms.prefix(kind.isBetweenAtoms ? 2 : 1).map { origins[$0] }
    return EditCredit.Place(kind, at: told.first { $0 >= 0 } ?? -1, in: parent.molecule)
  }
}

/// What a reader calls the atoms and groups of a molecule that earlier edits made: by their place
/// in the parent, or as new.
struct AtomLabels: Sendable {
  let parent: PerceivedMolecule
  let origins: ParentAtoms

  func callAsFunction(_ atom: Int32) -> String {
    let origin = origins[atom]
    return origin < 0 ? "a new atom" : "atom \(origin)"
  }

  /// `"atoms 3 and 7"`.
  func pair(_ a: Int32, _ b: Int32) -> String {
    let names = [self(a), self(b)]
    return names[0] == names[1]
      ? "two new atoms"
      : names.contains("a new atom")
        ? names.sorted { $0.count < $1.count }.joined(separator: " and ")
        : "atoms " + names.map { $0.dropFirst(5) }.joined(separator: " and ")
  }

  /// The name of the part of the edited molecule beyond a bond; of the parent's, where the bond was
  /// there, since what earlier edits did beyond it is not told.
  func group(of molecule: PerceivedMolecule, _ root: Int32, without other: Int32) -> String {
    let (oldRoot, oldOther) = (origins[root], origins[other])
    guard oldRoot >= 0, oldOther >= 0,
      parent.graph.bond(between: oldRoot, and: oldOther) != nil,
      let name = GroupName.known(of: parent, oldRoot, without: oldOther)
    else { return GroupName.name(of: molecule, root, without: other) }
    return name
  }
}
