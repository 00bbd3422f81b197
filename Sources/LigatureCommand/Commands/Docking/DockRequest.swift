import Foundation

/// What a `dock` command line means.
struct DockRequest: Sendable {
  let files: [String]
  let input: InputFlags
  let docking: DockingFlags
  let directory: URL
  let isResumed: Bool
  /// Drops molecules before they are docked; with the text as typed.
  let condition: (text: String, condition: RowCondition)?
  /// Forms at most of a molecule with unassigned stereo.
  let isomers: Int
  /// How many of the best are written apart; nil for none.
  let top: Int?
  /// A ligand in its place, to which poses are compared.
  let reference: String?

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    files = typed.positionals
    input = try InputFlags(typed)
    docking = try DockingFlags(typed, cores: cores)
    directory = URL(fileURLWithPath: try typed.required("--output"), isDirectory: true)
    isResumed = typed.has("--resume")
    condition = try typed.text("--where").map { text throws(UsageError) in
      (text, try RowCondition(where: text))
    }
    isomers = try typed.integer("--isomers", in: 1...1024) ?? 1
    top = try typed.integer("--top", in: 1...1_000_000_000)
    reference = typed.text("--reference")
  }
}
