/// Completion scripts for shells, made from the commands' data.
package enum Completions: String, CaseIterable, Sendable {
  case bash, zsh, fish

  package func script(for commands: [Command]) -> String {
    switch self {
    case .bash: Self.bash(commands)
    case .zsh: Self.zsh(commands)
    case .fish: Self.fish(commands)
    }
  }

  private static func bash(_ commands: [Command]) -> String {
    let cases = commands.map { command in
      let values = command.allFlags.filter { $0.value != nil }.map { flag in
        let names = ([flag.name] + (flag.letter.map { [$0] } ?? [])).joined(separator: "|")
        return "        \(names)) \(bashValues(flag.completion)); return ;;"
      }
      return """
            "\(command.name)"|"\(command.name) "*)
              case $previous in
        \(values.joined(separator: "\n"))
              esac
              words="\(command.allFlags.map(\.name).joined(separator: " "))" ;;
        """
    }
    return """
      # bash completion for ligature
      _ligature() {
        local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local typed="${COMP_WORDS[*]:1:COMP_CWORD-1}" words=""
        case $typed in
      \(cases.joined(separator: "\n"))
          "") words="\(firstWords(commands).joined(separator: " ")) --help --version" ;;
      \(groups(commands).map { group, second in
        "    \"\(group)\") words=\"\(second.joined(separator: " "))\" ;;"
      }.joined(separator: "\n"))
        esac
        if [[ $current == -* || -z $typed || -z $words ]]; then
          COMPREPLY=($(compgen -W "$words" -- "$current"))
        elif [[ $words != *--* ]]; then
          COMPREPLY=($(compgen -W "$words" -- "$current"))
        else
          compopt -o default; COMPREPLY=()
        fi
      }
      complete -F _ligature ligature

      """
  }

  private static func bashValues(_ completion: Completion) -> String {
    switch completion {
    case .none: "COMPREPLY=()"
    case .file: "compopt -o default; COMPREPLY=()"
    case .folder: "COMPREPLY=($(compgen -d -- \"$current\"))"
    case .choices(let choices):
      "COMPREPLY=($(compgen -W \"\(choices.joined(separator: " "))\" -- \"$current\"))"
    }
  }

  private static func zsh(_ commands: [Command]) -> String {
    let cases = commands.map { command in
      let flags = command.allFlags.map { "      '\(zshFlag($0))'" }
      let rest = command.positionals.isEmpty ? [] : ["      '*:file:_files'"]
      return """
          ('\(command.name)')
            _arguments \\
        \((flags + rest).joined(separator: " \\\n")) ;;
        """
    }
    return """
      #compdef ligature
      _ligature() {
        local first=${words[2]} second=${words[3]} name skip=2
        name=$first
        case $first in
          (\(groups(commands).map(\.group).joined(separator: "|"))) name="$first $second"; skip=3 ;;
        esac
        if (( CURRENT <= 2 )); then
          compadd -- \(firstWords(commands).joined(separator: " ")) --help --version
          return
        fi
      \(groups(commands).map { group, second in
        "  if [[ $first == \(group) && $CURRENT -eq 3 ]]; then compadd -- "
          + "\(second.joined(separator: " ")); return; fi"
      }.joined(separator: "\n"))
        shift $(( skip - 1 )) words; (( CURRENT -= skip - 1 ))
        case $name in
      \(cases.joined(separator: "\n"))
        esac
      }
      compdef _ligature ligature

      """
  }

  private static func zshFlag(_ flag: Flag) -> String {
    let summary = flag.summary.filter { !"'[]:`".contains($0) }
    let head = (flag.repeats ? "*" : "") + flag.name + (flag.value == nil ? "" : "=")
    guard let value = flag.value else { return "\(head)[\(summary)]" }
    let action =
      switch flag.completion {
      case .none: " "
      case .file: "_files"
      case .folder: "_files -/"
      case .choices(let choices): "(\(choices.joined(separator: " ")))"
      }
    return "\(head)[\(summary)]:\(value):\(action)"
  }

  private static func fish(_ commands: [Command]) -> String {
    var lines = ["# fish completion for ligature"]
    for (group, second) in groups(commands) {
      lines.append("complete -c ligature -f -n __fish_use_subcommand -a \(group)")
      lines.append(
        "complete -c ligature -f -n '__fish_seen_subcommand_from \(group)' -a "
          + "'\(second.joined(separator: " "))'")
    }
    for command in commands {
      let words = command.name.split(separator: " ").map(String.init)
      if words.count == 1 {
        lines.append(
          "complete -c ligature -f -n __fish_use_subcommand -a \(command.name) -d "
            + quoted(command.summary))
      }
      let condition = words.map { "__fish_seen_subcommand_from \($0)" }.joined(separator: "; and ")
      for flag in command.allFlags {
        lines.append("complete -c ligature -n '\(condition)' \(fishFlag(flag))")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func fishFlag(_ flag: Flag) -> String {
    let letter = flag.letter.map { " -s \($0.dropFirst())" } ?? ""
    let head = "-l \(flag.name.dropFirst(2))\(letter) -d \(quoted(flag.summary))"
    guard flag.value != nil else { return head }
    switch flag.completion {
    case .none: return "\(head) -x"
    case .file, .folder: return "\(head) -r"
    case .choices(let choices): return "\(head) -x -a '\(choices.joined(separator: " "))'"
    }
  }

  private static func quoted(_ text: String) -> String {
    "'" + text.filter { $0 != "'" && $0 != "`" } + "'"
  }

  private static func firstWords(_ commands: [Command]) -> [String] {
    var words: [String] = []
    for command in commands {
      let word = String(command.name.split(separator: " ")[0])
      if !words.contains(word) { words.append(word) }
    }
    return words
  }

  /// Commands of two words, by their first.
  private static func groups(_ commands: [Command]) -> [(group: String, second: [String])] {
    firstWords(commands).compactMap { group in
      let second = commands.filter { $0.name.hasPrefix("\(group) ") }
        .map { String($0.name.dropFirst(group.count + 1)) }
      return second.isEmpty ? nil : (group, second)
    }
  }
}
