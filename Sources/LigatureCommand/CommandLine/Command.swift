/// One command of `ligature`, as data: parsing, help and completions are all made from it.
///
/// A new command is one such value in `Command.all`. Its name may have two words
/// (`"targets list"`).
package struct Command: Sendable {
  package let name: String
  /// One line for the list of commands.
  package let summary: String
  /// Paragraphs of `--help` below the usage line.
  package let details: String
  package let positionals: [Positional]
  package let flags: [Flag]
  package let examples: [Example]
  package let run: @Sendable (TypedArguments, Session) async throws -> ExitStatus

  package init(
    name: String, summary: String, details: String, positionals: [Positional] = [],
    flags: [Flag] = [], examples: [Example] = [],
    run: @escaping @Sendable (TypedArguments, Session) async throws -> ExitStatus
  ) {
    self.name = name
    self.summary = summary
    self.details = details
    self.positionals = positionals
    self.flags = flags
    self.examples = examples
    self.run = run
  }

  /// The command's own flags and those that every command has.
  package var allFlags: [Flag] { flags + Flag.common }

  /// `"describe FILE…"` and its flags in brackets.
  package var usage: String {
    let required = flags.filter(\.isRequired).map(\.synopsis)
    return (["ligature", name] + positionals.map(\.synopsis) + required + ["[flags]"])
      .joined(separator: " ")
  }
}

/// An argument that is told by its place.
package struct Positional: Sendable {
  package enum Count: Sendable { case one, optional, several }
  /// As shown in help: `"FILE"`.
  package let name: String
  package let summary: String
  package let count: Count
  package let completion: Completion

  package init(
    _ name: String, _ summary: String, count: Count = .one, completion: Completion = .file
  ) {
    self.name = name
    self.summary = summary
    self.count = count
    self.completion = completion
  }

  var synopsis: String {
    switch count {
    case .one: name
    case .optional: "[\(name)]"
    case .several: name + "…"
    }
  }
}

/// A command line that works, with what it does.
package struct Example: Sendable {
  package let line: String
  package let summary: String

  package init(_ line: String, _ summary: String) {
    self.line = line
    self.summary = summary
  }
}

/// What a shell offers for a value.
package enum Completion: Sendable {
  case none, file, folder
  case choices([String])
}

/// How `ligature` ended.
package enum ExitStatus: Int32, Sendable {
  case done = 0
  /// Some input failed; the rest is done and written.
  case someInputFailed = 1
  /// Wrong use, or nothing could be done.
  case nothingDone = 2
  /// Stopped by a signal; state is saved.
  case interrupted = 130
}
