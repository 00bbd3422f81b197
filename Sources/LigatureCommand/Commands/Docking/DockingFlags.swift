import Docking

/// What the flags that `optimize`, `dock` and `explain` share mean.
package struct DockingFlags: Sendable {
  package static let target = Flag(
    "--target", value: "NAME|DIR",
    "Protein target: a name of “ligature targets list”, or a folder.", isRequired: true,
    completion: .folder)

  package static let flags: [Flag] =
    DockingEngineFlags.flags + [
      Flag(
        "--scoring", value: "NAME", "Scoring function of the engine.", standard: "the engine's",
        completion: .choices(ScoringFunction.allCases.map(\.rawValue))),
      Flag("--exhaustiveness", value: "N", "How long the engine searches.", standard: "8"),
      Flag("--seed", value: "N", "Seed of everything random.", standard: "974528263"),
      Flag("--ph", value: "PH", "pH at which molecules are protonated.", standard: "7.4"),
      Flag.jobs,
      Flag(
        "--timeout", value: "S", "Seconds that the engine may take for one molecule.",
        standard: "1800"),
    ]

  package let target: String
  package let engine: String?
  package let enginePath: String?
  /// Nil for the engine's standard one.
  package let scoring: ScoringFunction?
  package let settings: DockingSettings
  package let jobs: Int

  package init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    target = try typed.required("--target")
    engine = typed.text("--engine")
    enginePath = typed.text("--engine-path")
    scoring = try typed.choice("--scoring")
    jobs = try typed.integer("--jobs", in: 1...1024) ?? cores
    var settings = DockingSettings(timeLimit: 1800)
    if let value = try typed.integer("--exhaustiveness", in: 1...10_000) {
      settings.exhaustiveness = value
    }
    if let seed = try typed.integer("--seed", in: 0...Int(Int32.max)) { settings.seed = seed }
    if let pH = try typed.number("--ph", in: 0...14) { settings.pH = pH }
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
