/// A version as an engine prints it.
public struct EngineVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let major: Int
  public let minor: Int
  public let patch: Int

  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// The first `1.2` or `1.2.3` in a text.
  public init?(in text: String) {
    for word in text.split(whereSeparator: { !($0.isNumber || $0 == ".") }) {
      let parts = word.split(separator: ".").compactMap { Int($0) }
      guard parts.count >= 2, word.first?.isNumber == true else { continue }
      self.init(parts[0], parts[1], parts.count > 2 ? parts[2] : 0)
      return
    }
    return nil
  }

  public static func < (left: EngineVersion, right: EngineVersion) -> Bool {
    (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
  }

  public var description: String { "\(major).\(minor).\(patch)" }
}
