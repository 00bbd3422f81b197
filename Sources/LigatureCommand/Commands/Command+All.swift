extension Command {
  /// Every command, in the order of the help.
  package static let all: [Command] = [
    describe, dock, explain, targetsList, targetsShow, targetsCheck, doctor, completions,
  ]
}
