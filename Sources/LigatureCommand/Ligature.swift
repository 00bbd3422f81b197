import Foundation

/// The command `ligature`: finds the command that was named, runs it, and turns errors into text
/// and an exit status in one place.
public enum Ligature {
  public static let version = "0.1.0"

  /// Runs a command line.
  ///
  /// - Parameter arguments: What follows the program's name.
  /// - Returns: The exit status: 0 done, 1 some input failed, 2 nothing could be done, 130
  ///   interrupted.
  public static func run(arguments: [String]) async -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    // Where it is ignored, as some supervisors leave it, nobody is told how a child ended.
    signal(SIGCHLD, SIG_DFL)
    allowManyFiles()
    let environment = ProcessInfo.processInfo.environment
    let session = Session(
      environment: environment, executable: ownProgram(),
      output: OutputFile(descriptor: 1),
      notes: Notes.standardError(arguments: arguments, environment: environment))
    return await run(arguments: arguments, commands: Command.all, in: session).rawValue
  }

  /// A started engine with its pipes takes some ten descriptors, and shells allow 1,024.
  private static func allowManyFiles() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    limit.rlim_cur = limit.rlim_max
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  package static func run(
    arguments: [String], commands: [Command], in session: Session
  ) async -> ExitStatus {
    do {
      let status = try await dispatch(arguments, commands: commands, in: session)
      try session.output.flush()
      return session.interruption.wasRequested ? .interrupted : status
    } catch is ReaderGone {
      return .done
    } catch {
      let wasInterrupted = session.interruption.wasRequested
      // What fails after an interrupt may have kept the state from being saved.
      if !(wasInterrupted && error is CancellationError) { report(error, to: session.notes) }
      return wasInterrupted ? .interrupted : .nothingDone
    }
  }

  private static func dispatch(
    _ arguments: [String], commands: [Command], in session: Session
  ) async throws -> ExitStatus {
    guard let first = arguments.first else {
      session.notes.error("a command is missing")
      session.notes.hint("“ligature --help” lists the commands")
      return .nothingDone
    }
    switch first {
    case "--help", "-h", "help":
      try session.output.write(help(for: Array(arguments.dropFirst()), commands: commands))
      return .done
    case "--version", "-V":
      try session.output.write("ligature \(version)\n")
      return .done
    default: break
    }
    if let (command, words) = named(arguments, among: commands) {
      let typed = try TypedArguments(command: command, words: words)
      if typed.has(Flag.help.name) {
        try session.output.write(Help.text(for: command))
        return .done
      }
      return try await command.run(typed, session)
    }
    if commands.contains(where: { $0.name.hasPrefix("\(first) ") }) {
      if arguments.dropFirst().contains(where: { $0 == "--help" || $0 == "-h" }) {
        try session.output.write(Help.overview(of: commands, group: first))
        return .done
      }
      throw UsageError.unknownCommand(
        arguments.prefix(2).joined(separator: " "), among: commands.map(\.name))
    }
    throw first.hasPrefix("-")
      ? UsageError("unknown flag \(first)", hint: "flags follow the command; see “ligature --help”")
      : UsageError.unknownCommand(first, among: commands.map(\.name))
  }

  /// The command that the first words name, and the words after its name.
  private static func named(
    _ arguments: [String], among commands: [Command]
  ) -> (Command, [String])? {
    for count in [2, 1] where arguments.count >= count {
      let name = arguments.prefix(count).joined(separator: " ")
      if let command = commands.first(where: { $0.name == name }) {
        return (command, Array(arguments.dropFirst(count)))
      }
    }
    return nil
  }

  private static func help(for words: [String], commands: [Command]) throws(UsageError) -> String {
    if words.isEmpty { return Help.overview(of: commands) }
    if let (command, _) = named(words, among: commands) { return Help.text(for: command) }
    guard commands.contains(where: { $0.name.hasPrefix("\(words[0]) ") }) else {
      throw UsageError.unknownCommand(words[0], among: commands.map(\.name))
    }
    return Help.overview(of: commands, group: words[0])
  }

  private static func report(_ error: any Error, to notes: Notes) {
    switch error {
    case let error as UsageError:
      notes.error(error.message)
      if let hint = error.hint { notes.hint(hint) }
    case let error as CommandFailure:
      notes.error(error.message)
      if let hint = error.hint { notes.hint(hint) }
    default:
      notes.error("\(error)")
    }
  }

  /// The running program with links resolved.
  private static func ownProgram() -> URL {
    let path =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments.first ?? "ligature"
    return URL(fileURLWithPath: path)
  }
}
