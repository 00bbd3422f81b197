/// Help texts, made from the commands' data.
package enum Help {
  /// The help of one command.
  package static func text(for command: Command) -> String {
    var blocks = ["\(command.summary)\n\nUsage: \(command.usage)"]
    if !command.details.isEmpty { blocks.append(command.details) }
    if !command.positionals.isEmpty {
      blocks.append(
        "Arguments:\n" + table(command.positionals.map { ($0.synopsis, $0.summary) }))
    }
    blocks.append("Flags:\n" + table(command.allFlags.map { (heading($0), summary($0)) }))
    if !command.examples.isEmpty {
      let lines = command.examples.map { "  \($0.line)\n      \($0.summary)" }
      blocks.append("Examples:\n" + lines.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  /// The help of `ligature` itself, or of a group such as `targets`.
  package static func overview(of commands: [Command], group: String? = nil) -> String {
    let shown = commands.filter { group == nil || $0.name.hasPrefix("\(group ?? "") ") }
    let head =
      group.map { "Usage: ligature \($0) COMMAND [flags]" }
        ?? """
        Ligature optimizes ligands for a protein target, and says why each one is better.

        Usage: ligature COMMAND [flags]
        """
    return """
      \(head)

      Commands:
      \(table(shown.map { ($0.name, $0.summary) }))

      Flags:
      \(table([("--help, -h", "Show help; “ligature COMMAND --help” tells all of a command.")]
        + (group == nil ? [("--version", "Show the version.")] : [])))

      Exit status: 0 done, 1 some input failed (the rest is done and written), 2 wrong use or
      nothing could be done, 130 interrupted (dock and optimize have saved their state).

      """
  }

  private static func heading(_ flag: Flag) -> String {
    let names = ([flag.name] + (flag.letter.map { [$0] } ?? [])).joined(separator: ", ")
    return flag.value.map { "\(names) \($0)" } ?? names
  }

  private static func summary(_ flag: Flag) -> String {
    var text = flag.summary
    if let choices = flag.choices { text += " One of \(choices.joined(separator: ", "))." }
    if let standard = flag.standard { text += " Default: \(standard)." }
    if flag.repeats { text += " May be repeated." }
    return text
  }

  /// Two columns: names, and summaries wrapped to 80 columns.
  private static func table(_ rows: [(name: String, summary: String)]) -> String {
    let width = min(24, rows.map(\.name.count).max() ?? 0)
    return rows.map { name, summary in
      let lines = wrapped(summary, to: 80 - width - 4)
      let indent = String(repeating: " ", count: width + 4)
      let body = lines.joined(separator: "\n" + indent)
      return name.count > width
        ? "  \(name)\n\(indent)\(body)"
        : "  \(name)\(String(repeating: " ", count: width - name.count))  \(body)"
    }.joined(separator: "\n")
  }

  private static func wrapped(_ text: String, to width: Int) -> [String] {
    var lines: [String] = [""]
    for word in text.split(separator: " ") {
      let line = lines[lines.count - 1]
      if line.isEmpty {
        lines[lines.count - 1] = String(word)
      } else if line.count + 1 + word.count <= width {
        lines[lines.count - 1] = "\(line) \(word)"
      } else {
        lines.append(String(word))
      }
    }
    return lines
  }
}
