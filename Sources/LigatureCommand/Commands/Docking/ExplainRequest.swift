/// What an `explain` command line means.
struct ExplainRequest: Sendable {
  enum Format: String, CaseIterable, Sendable { case md, json, html }

  let smiles: String
  /// The molecule to compare with.
  let against: String?
  let format: Format
  let output: String?
  let docking: DockingFlags

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    smiles = typed.positionals[0]
    against = typed.text("--against")
    output = typed.text("--output")
    let name = output.map { $0.hasSuffix(".gz") ? String($0.dropLast(3)) : $0 }
    let named = Format.allCases.first { name?.hasSuffix(".\($0.rawValue)") == true }
    format = try typed.choice("--format") ?? named ?? .md
    docking = try DockingFlags(typed, cores: cores, macrocycle: .rigid)
  }
}
