/// What a run was asked to do, by name, in the order in which a reader wants it.
public struct RunSettings: Hashable, Sendable {
  public struct Setting: Hashable, Sendable {
    public let name: String
    public let value: String
    /// Whether a resumed run may have another value: the budget may, the target may not.
    public let mayChange: Bool

    public init(_ name: String, _ value: String, mayChange: Bool = false) {
      self.name = name
      self.value = value
      self.mayChange = mayChange
    }
  }

  /// Name of the setting that says which scoring function docks, and its value for an engine that
  /// has one of its own.
  public static let scoring = "scoring"
  public static let ownScoring = "its own"
  /// Name of the setting that says where the engine searched.
  public static let box = "box"

  public var settings: [Setting]

  public init(_ settings: [Setting]) { self.settings = settings }

  public subscript(name: String) -> String? { settings.first { $0.name == name }?.value }

  /// A setting that keeps a run from being resumed.
  public struct Difference: Hashable, Sendable, CustomStringConvertible {
    public let name: String
    /// Nil where one of the two does not have it.
    public let recorded: String?
    public let asked: String?

    /// A declared objective is a whole file.
    private static func shown(_ value: String?) -> String {
      guard let value else { return "not set" }
      return value.count > 100 || value.contains(where: \.isNewline) ? "another text" : value
    }

    private static func isDigest(_ value: String?) -> Bool {
      value.map { $0.count >= 16 && $0.allSatisfy(\.isHexDigit) } == true
    }

    public var description: String {
      if Self.isDigest(recorded), Self.isDigest(asked) {
        return "\(name): others than the run was begun with"
      }
      return "\(name) was \(Self.shown(recorded)), is \(Self.shown(asked))"
    }
  }

  /// What differs among the settings that may not change.
  public func differences(from recorded: RunSettings) -> [Difference] {
    var names: [String] = []
    for setting in recorded.settings + settings
    where !setting.mayChange && !names.contains(setting.name) {
      names.append(setting.name)
    }
    return names.compactMap { name in
      recorded[name] == self[name]
        ? nil : Difference(name: name, recorded: recorded[name], asked: self[name])
    }
  }
}
