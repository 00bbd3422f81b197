extension Command {
  /// Every command, in the order of the help.
  package static let all: [Command] = [
    optimize, describe, dock, explain, conformers, fragments, report, targetsList, targetsShow,
    targetsCheck,
    targetsAdd, doctor, completions,
  ]
}
