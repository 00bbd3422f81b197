import Foundation

/// What a `dock` command line means.
struct DockRequest: Sendable {
  let files: [String]
  let input: InputFlags
  let docking: DockingFlags
  let directory: URL
  let isResumed: Bool

  init(_ typed: TypedArguments, cores: Int) throws(UsageError) {
    files = typed.positionals
    guard files.count(where: { $0 == "-" }) < 2 else {
      throw UsageError("standard input (-) is named twice")
    }
    input = try InputFlags(typed)
    docking = try DockingFlags(typed, cores: cores)
    directory = URL(fileURLWithPath: try typed.required("--output"), isDirectory: true)
    isResumed = typed.has("--resume")
  }
}
