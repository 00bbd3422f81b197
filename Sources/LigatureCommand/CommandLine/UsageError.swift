/// A mistake in what was typed: what is wrong, and what to do about it.
package struct UsageError: Error, Hashable, Sendable {
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }

  static func unknownFlag(_ name: String, of command: Command) -> UsageError {
    let names = command.allFlags.flatMap { [$0.name] + ($0.letter.map { [$0] } ?? []) }
    let nearest = nearestName(to: name, among: names)
    return UsageError(
      "unknown flag \(name)",
      hint: nearest.map { "did you mean \($0)?" }
        ?? "“ligature \(command.name) --help” lists the flags")
  }

  static func unknownCommand(_ name: String, among names: [String]) -> UsageError {
    UsageError(
      "unknown command “\(name)”",
      hint: nearestName(to: name, among: names).map { "did you mean “ligature \($0)”?" }
        ?? "“ligature --help” lists the commands")
  }
}

/// Work that could not be done for a reason other than its command line: exit status 2.
package struct CommandFailure: Error, Hashable, Sendable {
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
