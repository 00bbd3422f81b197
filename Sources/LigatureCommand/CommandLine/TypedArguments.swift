/// What was typed, sorted into flags and positionals, not yet understood.
///
/// A command turns this into a value of its own that says what is meant.
package struct TypedArguments: Sendable {
  package let command: Command
  /// In the order typed; a switch has an empty value.
  package private(set) var flags: [(name: String, value: String)] = []
  package private(set) var positionals: [String] = []

  /// `--flag value`, `--flag=value`, `-o value`, `-ovalue`; `--` ends flags; `-` is a positional.
  package init(command: Command, words: [String]) throws(UsageError) {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        positionals += rest
        break
      }
      guard word.hasPrefix("-"), word != "-" else {
        positionals.append(word)
        continue
      }
      try take(word, from: &rest)
    }
    if !has(Flag.help.name), !asksForList { try checkCounts() }
  }

  /// Whether a flag has the value `help`, which lists its values instead of any work.
  package var asksForList: Bool {
    flags.contains { flag in
      flag.value == "help" && command.flags.contains { $0.name == flag.name && $0.hasList }
    }
  }

  private mutating func take(_ word: String, from rest: inout ArraySlice<String>) throws(UsageError)
  {
    let (name, attached) = Self.split(word)
    guard let flag = command.allFlags.first(where: { $0.name == name || $0.letter == name }) else {
      throw UsageError.unknownFlag(name, of: command)
    }
    if !flag.repeats, has(flag.name) {
      throw UsageError("\(flag.name) is given twice")
    }
    guard let word = flag.value else {
      if let attached { throw UsageError("\(flag.name) takes no value, found “\(attached)”") }
      flags.append((flag.name, ""))
      return
    }
    guard let value = attached ?? rest.first, attached != nil || !isFlag(value) else {
      throw UsageError("\(name) needs a value: \(name) \(word)")
    }
    if attached == nil { rest.removeFirst() }
    flags.append((flag.name, value))
  }

  private func isFlag(_ word: String) -> Bool {
    let (name, attached) = Self.split(word)
    // “-qed” is no switch -q with a value, which a switch does not take.
    return word.hasPrefix("-")
      && command.allFlags.contains {
        ($0.name == name || $0.letter == name) && ($0.value != nil || attached == nil)
      }
  }

  private static func split(_ word: String) -> (name: String, attached: String?) {
    if word.hasPrefix("--") {
      guard let equals = word.firstIndex(of: "=") else { return (word, nil) }
      return (String(word[..<equals]), String(word[word.index(after: equals)...]))
    }
    guard word.count > 2 else { return (word, nil) }
    let value = word.dropFirst(2)
    return (String(word.prefix(2)), String(value.first == "=" ? value.dropFirst() : value))
  }

  private func checkCounts() throws(UsageError) {
    let several = command.positionals.contains { $0.count == .several }
    if !several, positionals.count > command.positionals.count {
      throw UsageError(
        "unexpected argument “\(positionals[command.positionals.count])”",
        hint: "quote a SMILES for the shell; usage: \(command.usage)")
    }
    let needed = command.positionals.filter { $0.count != .optional }
    if positionals.count < needed.count {
      throw UsageError("\(needed[positionals.count].name) is missing", hint: command.usage)
    }
    for flag in command.flags where flag.isRequired && !has(flag.name) {
      throw UsageError("\(flag.synopsis) is missing", hint: command.usage)
    }
  }
}
