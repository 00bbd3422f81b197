/// How one of the programs that share Vina's command line is told apart and talked to.
///
/// All take `--receptor --ligand --out`, the box, `--exhaustiveness --seed --cpu --num_modes` and
/// `--energy_range`; nothing else is passed, so 1.1.2 and 1.2 are started alike.
public struct EngineDialect: Sendable, Hashable {
  /// `"vina"`, `"smina"`, …
  public let name: String
  /// Programs to look for in `PATH`, in order.
  public let programs: [String]
  /// What the program's answer to `--version` contains, in lower case.
  public let signature: String
  /// Whether affinities are Vina's, so that they can be recomputed.
  public let usesVinaScoring: Bool
  /// Arguments beyond the shared ones.
  public let arguments: [String]
  /// AutoDock types beyond those of Vina 1.1.2 that it reads.
  let furtherTypes: Set<AutoDockType>

  init(
    name: String, programs: [String], signature: String, usesVinaScoring: Bool = true,
    arguments: [String] = [], furtherTypes: Set<AutoDockType> = []
  ) {
    self.name = name
    self.programs = programs
    self.signature = signature
    self.usesVinaScoring = usesVinaScoring
    self.arguments = arguments
    self.furtherTypes = furtherTypes
  }

  public static let vina = EngineDialect(
    name: "vina", programs: ["vina"], signature: "vina")
  public static let quickVina = EngineDialect(
    name: "qvina", programs: ["qvina2.1", "qvina2", "qvina02", "qvina-w"], signature: "qvina")
  public static let smina = EngineDialect(
    name: "smina", programs: ["smina", "smina.static"], signature: "smina",
    furtherTypes: [.boron, .silicon, .astatine])
  /// Ranks by a neural network; its affinity is Vina's for a pose that it refined itself.
  public static let gnina = EngineDialect(
    name: "gnina", programs: ["gnina"], signature: "gnina", usesVinaScoring: false,
    furtherTypes: [.boron, .silicon, .astatine])

  /// The more particular signatures first: smina's answer names Vina too.
  public static let all = [gnina, smina, quickVina, vina]

  /// Reads the answer to `--version`; nil where it is none of ours.
  static func identify(_ answer: String) -> EngineDialect? {
    let text = answer.lowercased()
    if text.contains("quickvina") || text.contains("qvina") { return quickVina }
    return all.first { text.contains($0.signature) }
  }
}

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
