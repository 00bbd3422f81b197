/// Which atom of the first parent each atom of an edited molecule was.
struct ParentAtoms: Sendable {
  /// −1 for atoms that edits brought; nil for the parent itself.
  private let numbers: [Int32]?

  init(_ numbers: [Int32]?) { self.numbers = numbers }

  /// Whether the molecule is the parent, not edited yet.
  var isParent: Bool { numbers == nil }

  /// The parent's atom; −1 for a new one and for no atom.
  subscript(atom: Int32) -> Int32 {
    guard let numbers else { return atom }
    return numbers.indices.contains(Int(atom)) ? numbers[Int(atom)] : -1
  }
}
