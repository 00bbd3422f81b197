extension Command {
  package static let completions = Command(
    name: "completions",
    summary: "Print a completion script for a shell.",
    details: "The script completes commands, flags and the values of flags.",
    positionals: [
      Positional(
        "SHELL", "bash, zsh or fish.", completion: .choices(Completions.allCases.map(\.rawValue)))
    ],
    examples: [
      Example("source <(ligature completions bash)", "Complete in this shell."),
      Example(
        "ligature completions fish > ~/.config/fish/completions/ligature.fish",
        "Complete in every new fish."),
    ]
  ) { typed, session in
    guard let shell = Completions(rawValue: typed.positionals[0]) else {
      throw UsageError(
        "no completions for “\(typed.positionals[0])”", hint: "there are bash, zsh and fish")
    }
    try session.output.write(shell.script(for: Command.all))
    return .done
  }
}
