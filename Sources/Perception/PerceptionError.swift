/// Why a graph is no sound molecule, and at which atoms.
public struct PerceptionError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    /// An atom has more bonds than its element and charge allow.
    case valence
    /// Aromatic atoms to which no alternating double bonds can be given.
    case kekulization
  }

  public let code: Code
  /// What is wrong, without saying where.
  public let reason: String
  /// Atom indices of the input.
  public let atoms: [Int32]
  /// Half-open character range of the first of these atoms in the text it was read from, if any.
  public let position: Range<Int>?

  init(_ code: Code, _ reason: String, atoms: [Int32], spans: [Range<Int>]) {
    self.code = code
    self.reason = reason
    self.atoms = atoms
    let first = atoms.first.map(Int.init)
    position = first.flatMap { $0 < spans.count ? spans[$0] : nil }
  }

  /// The reason and the atoms.
  ///
  /// - Parameter firstAtom: the number of the first atom: 0 in a SMILES, 1 in a molfile.
  public func message(firstAtom: Int32 = 0) -> String {
    let numbers = atoms.map { String($0 + firstAtom) }.joined(separator: ", ")
    return "\(reason) (atom\(atoms.count > 1 ? "s" : "") \(numbers))"
  }

  public var description: String { message() }
}
