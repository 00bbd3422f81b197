import Perception

/// A number or text computed from a molecule, with where its definition comes from.
public struct Descriptor: Sendable {
  public enum Value: Sendable, Hashable {
    case integer(Int)
    case real(Double, decimals: Int)
    case text(String)
  }

  /// Column name in tables: `"crippen_logp"`.
  public let name: String
  /// Unit, empty for counts and texts.
  public let unit: String
  /// Version of the definition.
  public let version: String
  public let citation: String
  public let summary: String
}
