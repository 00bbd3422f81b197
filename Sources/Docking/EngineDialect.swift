/// How a docking program is told apart, started and read.
///
/// The programs that share Vina's command line are described here; further ones in files
/// (`EngineDialect(declaration:schema:)`).
public struct EngineDialect: Sendable, Hashable {
  /// `"vina"`, `"smina"`, …
  public let name: String
  /// Programs to look for in `PATH`, in order; one with a slash is a path.
  public let programs: [String]
  /// Arguments that make the program tell its version.
  let versionArguments: [String]
  /// What the answer contains, in any case of letters.
  public let signature: String
  /// The scoring functions known here that it can dock with, its standard one first; empty for an
  /// engine with a function of its own, whose affinities cannot be recomputed.
  public let functions: [ScoringFunction]
  let command: CommandTemplate
  /// The line of a pose with this in front of its affinity; nil for Vina's and smina's remarks.
  let affinityText: String?
  /// AutoDock types beyond those of Vina 1.1.2 that it reads.
  let furtherTypes: Set<AutoDockType>
  /// SHA-256 of the file that declares it; nil for those that are known here.
  let declaration: String?

  init(
    name: String, programs: [String], versionArguments: [String] = ["--version"],
    signature: String, functions: [ScoringFunction] = [.vina], command: CommandTemplate = .vina,
    affinityText: String? = nil, furtherTypes: Set<AutoDockType> = [],
    declaration: String? = nil
  ) {
    self.name = name
    self.programs = programs
    self.versionArguments = versionArguments
    self.signature = signature
    self.functions = functions
    self.command = command
    self.affinityText = affinityText
    self.furtherTypes = furtherTypes
    self.declaration = declaration
  }

  /// Whether its affinities can be recomputed.
  public var usesVinaScoring: Bool { !functions.isEmpty }

  public static let vina = EngineDialect(
    name: "vina", programs: ["vina"], signature: "vina", functions: [.vina, .vinardo])
  public static let quickVina = EngineDialect(
    name: "qvina", programs: ["qvina2.1", "qvina2", "qvina02", "qvina-w"], signature: "qvina")
  public static let smina = EngineDialect(
    name: "smina", programs: ["smina", "smina.static"], signature: "smina",
    functions: [.vina, .vinardo], furtherTypes: [.boron, .silicon, .astatine])
  /// Ranks by a neural network; its affinity is Vina's for a pose that it refined itself.
  public static let gnina = EngineDialect(
    name: "gnina", programs: ["gnina"], signature: "gnina", functions: [],
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
