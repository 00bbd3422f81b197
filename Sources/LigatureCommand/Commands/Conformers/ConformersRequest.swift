import Conformers
import Docking

/// What a `conformers` command line means.
struct ConformersRequest: Sendable {
  let files: [String]
  let input: InputFlags
  let ensemble: EnsembleSettings
  let protonation: Protonation
  let salts: SaltStripping.Policy
  /// Nil is standard output.
  let output: String?
  let jobs: Int

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    files = typed.positionals
    input = try InputFlags(typed)
    var ensemble = EnsembleSettings()
    if let count = try typed.integer("--count", in: 1...10_000) { ensemble.count = count }
    if let rmsd = try typed.number("--rmsd", in: 0...100) { ensemble.rmsd = rmsd }
    if let window = try typed.number("--window", in: 0...10_000) { ensemble.window = window }
    if let seed = try typed.integer("--seed", in: 0...Int(Int32.max)) {
      ensemble.seed = UInt64(seed)
    }
    self.ensemble = ensemble
    protonation = try ProtonationFlag.value(typed) ?? .asWritten
    salts = try typed.choice("--salts") ?? .strip
    output = typed.text("--output")
    jobs = try typed.integer("--jobs", in: 1...1024) ?? cores
  }
}
