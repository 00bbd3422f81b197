/// A residue of a receptor, as its file identifies it.
public struct Residue: Hashable, Sendable {
  /// Name in the file: `"ASP"`, also `"HID"`, `"CYX"`, `"ZN"`.
  public let name: String
  public let number: Int
  /// Letter behind the number, as in 60A; mostly empty.
  public let insertionCode: String
  /// Empty where the file has no chain identifiers.
  public let chain: String

  public init(name: String, number: Int, insertionCode: String = "", chain: String = "") {
    self.name = name
    self.number = number
    self.insertionCode = insertionCode
    self.chain = chain
  }
}

extension Residue: CustomStringConvertible {
  /// With its chain in front where the file has one: `"ASP121"`, `"H:TYR60A"`.
  public var description: String {
    (chain.isEmpty ? "" : chain + ":") + name + String(number) + insertionCode
  }
}
