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
  public let compute: @Sendable (DescriptorContext) -> Value

  public init(
    _ name: String, unit: String = "", version: String = "1.0", citation: String,
    summary: String, compute: @escaping @Sendable (DescriptorContext) -> Value
  ) {
    self.name = name
    self.unit = unit
    self.version = version
    self.citation = citation
    self.summary = summary
    self.compute = compute
  }

  /// Every descriptor, in the order in which tables list them.
  public static let all: [Descriptor] =
    identity + size + hydrogenBonds + lipophilicity + solubility + shape + qedColumns + scaffolds
    + frameworks + fingerprints + alertColumns + ruleColumns + atomLists

  /// The descriptor with this column name.
  public static func named(_ name: String) -> Descriptor? { all.first { $0.name == name } }
}
