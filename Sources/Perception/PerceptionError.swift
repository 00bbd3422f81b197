/// Why a graph is no sound molecule, and at which atoms.
public struct PerceptionError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// An atom has more bonds than its element and charge allow.
    case valence
    /// Aromatic atoms to which no alternating double bonds can be given.
    case kekulization
  }

  public let code: Code
  public let message: String
  /// Atom indices of the input.
  public let atoms: [Int32]
  /// Half-open character range of the first of these atoms in the text it was read from, if any.
  public let position: Range<Int>?

  init(_ code: Code, _ message: String, atoms: [Int32], spans: [Range<Int>]) {
    self.code = code
    self.message = message
    self.atoms = atoms
    let first = atoms.first.map(Int.init)
    position = first.flatMap { $0 < spans.count ? spans[$0] : nil }
  }

  public var description: String { message }
}
