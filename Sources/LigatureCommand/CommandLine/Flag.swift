/// A flag of a command, as data.
package struct Flag: Sendable {
  /// With the dashes: `"--format"`.
  package let name: String
  /// `"-o"`, where there is a short form.
  package let letter: String?
  /// What the value is called in help; nil for a switch, which takes none.
  package let value: String?
  package let summary: String
  /// The value that holds when the flag is absent, for help only.
  package let standard: String?
  package let isRequired: Bool
  package let repeats: Bool
  /// Whether the value `help` lists the values.
  package let hasList: Bool
  package let completion: Completion

  package init(
    _ name: String, letter: String? = nil, value: String? = nil, _ summary: String,
    standard: String? = nil, isRequired: Bool = false, repeats: Bool = false,
    hasList: Bool = false, completion: Completion = .none
  ) {
    self.name = name
    self.letter = letter
    self.value = value
    self.summary = summary
    self.standard = standard
    self.isRequired = isRequired
    self.repeats = repeats
    self.hasList = hasList
    self.completion = completion
  }

  /// `"--format FORMAT"`, `"-o DIR"`.
  var synopsis: String { ([letter ?? name] + (value.map { [$0] } ?? [])).joined(separator: " ") }

  var choices: [String]? {
    if case .choices(let choices) = completion { choices } else { nil }
  }
}

extension Flag {
  package static let help = Flag("--help", letter: "-h", "Show this help and exit.")
  package static let quiet = Flag(
    "--quiet", letter: "-q", "Write no progress and no notes; errors are still written.")
  package static let noColor = Flag(
    "--no-color", "Write no colors; setting NO_COLOR does the same.")

  /// The flags of every command.
  package static let common: [Flag] = [quiet, noColor, help]

  package static let jobs = Flag(
    "--jobs", letter: "-j", value: "N", "How many molecules to work on at a time.",
    standard: "the number of cores")
}
