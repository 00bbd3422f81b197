import Docking

/// What the flags that `optimize`, `dock` and `explain` share mean.
package struct DockingFlags: Sendable {
  package static let target = Flag(
    "--target", value: "NAME|DIR|FILE",
    "Protein target: a name of “ligature targets list”, a folder, or a receptor file (.pdbqt), "
      + "which needs a box.", isRequired: true, completion: .file)

  package static let flags: [Flag] =
    DockingEngineFlags.flags + [
      Flag(
        "--scoring", value: "NAME", "Scoring function of the engine.", standard: "the engine's",
        completion: .choices(ScoringFunction.allCases.map(\.rawValue))),
      Flag("--exhaustiveness", value: "N", "How long the engine searches.", standard: "8"),
      Flag("--seed", value: "N", "Seed of everything random.", standard: "974528263"),
      ProtonationFlag.flag(standard: "7.4"),
      Flag(
        "--salts", value: "POLICY",
        "What becomes of a molecule of several fragments: its largest organic fragment is docked, "
          + "or it fails.", standard: "strip",
        completion: .choices(SaltStripping.Policy.allCases.map(\.rawValue))),
      Flag(
        "--macrocycle", value: "HOW",
        "How rings of seven and more atoms are docked: opened and pulled shut by the engine, or in "
          + "the shape of the 3D structure.",
        standard: "flexible for dock with Vina 1.2, else rigid",
        completion: .choices(Macrocycle.allCases.map(\.rawValue))),
      Flag(
        "--ring-conformers", value: "N",
        "Ring shapes of a molecule that are docked, at most, the best of which counts. An engine "
          + "keeps rings as they are.", standard: "1"),
      Flag.jobs,
      Flag(
        "--timeout", value: "S",
        "Seconds that the engine may take for one molecule, or one ring shape of it.",
        standard: "1800"),
    ] + BoxFlags.flags

  package let target: String
  /// Whether the target is a receptor alone, not a folder that describes one.
  package var isReceptorFile: Bool { target.lowercased().hasSuffix(".pdbqt") }
  package let engine: String?
  package let enginePath: String?
  /// Nil for the engine's standard one.
  package let scoring: ScoringFunction?
  /// Nil for flexible where the engine can.
  package let macrocycle: Macrocycle?
  package let box: BoxFlags
  package let salts: SaltStripping.Policy
  package let settings: DockingSettings
  package let jobs: Int

  /// - Parameter macrocycle: what is meant where the flag is absent; nil for flexible where the
  ///   engine can. An optimizer compares molecules with rings of all sizes, and an opened ring of
  ///   seven pays for its torsions where one of six does not.
  package init(
    _ typed: TypedArguments, cores: Int, macrocycle standard: Macrocycle? = nil
  ) throws(UsageError) {
    target = try typed.required("--target")
    engine = typed.text("--engine")
    enginePath = typed.text("--engine-path")
    scoring = try typed.choice("--scoring")
    macrocycle = try typed.choice("--macrocycle") ?? standard
    jobs = try typed.integer("--jobs", in: 1...1024) ?? cores
    box = try BoxFlags(typed)
    salts = try typed.choice("--salts") ?? .strip
    var settings = DockingSettings(timeLimit: 1800)
    if let value = try typed.integer("--exhaustiveness", in: 1...10_000) {
      settings.exhaustiveness = value
    }
    if let count = try typed.integer("--ring-conformers", in: 1...100) {
      settings.ringConformers = count
    }
    if let seed = try typed.integer("--seed", in: 0...Int(Int32.max)) { settings.seed = seed }
    if let protonation = try ProtonationFlag.value(typed) { settings.protonation = protonation }
    if let seconds = try typed.number("--timeout", in: 0.001...10_000_000) {
      settings.timeLimit = seconds
    }
    self.settings = settings
  }
}

/// The flags that name the docking engine.
package enum DockingEngineFlags {
  package static let flags: [Flag] = [
    Flag(
      "--engine", value: "NAME|FILE",
      "Docking engine, or a file that declares one (share/engines).", standard: "vina",
      completion: .choices(EngineDialect.all.map(\.name).sorted())),
    Flag(
      "--engine-path", value: "PATH", "The engine's program.", standard: "found on the PATH",
      completion: .file),
  ]
}
