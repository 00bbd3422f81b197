import Foundation
import Processes

extension DockingEngine {
  /// Finds an engine and asks it for its version.
  ///
  /// - Parameters:
  ///   - name: `vina`, `smina`, `gnina`, `qvina`, or the path of a file that declares an engine,
  ///     which ends in `.xml`; nil takes what is at `path`, or `vina`.
  ///   - path: the program; nil looks through `searchPath`.
  ///   - searchPath: directories joined by colons; nil takes `PATH`.
  ///   - schema: `engine.rng`, for a declared engine.
  /// - Throws: `engineNotFound`, `engineForeign` with what was tried and what to do; `declaration`.
  public static func locate(
    _ name: String? = nil, path: String? = nil, searchPath: String? = nil, schema: URL? = nil
  ) async throws(DockingError) -> DockingEngine {
    if let name, name.lowercased().hasSuffix(".xml") {
      return try await declared(name, path: path, searchPath: searchPath, schema: schema)
    }
    let known = EngineDialect.all.first { $0.name == name?.lowercased() }
    if let name, known == nil, path == nil, Program.find(name, path: searchPath) == nil {
      throw DockingError(
        .engineNotFound, name,
        "no such engine; known are \(EngineDialect.all.map(\.name).sorted().joined(separator: ", ")), "
          + "any program with Vina's command line by --engine-path, and what a file declares by "
          + "--engine FILE.xml")
    }
    let programs = known?.programs ?? [name ?? "vina"]
    let executable = try found(
      path.map { [$0] } ?? programs, isPath: path != nil, searchPath, dialect: known ?? .vina)
    let answer = try await versionAnswer(of: executable, arguments: ["--version"])
    guard let dialect = EngineDialect.identify(answer),
      let version = EngineVersion(in: versionText(answer, dialect))
    else {
      throw DockingError(
        .engineForeign, executable.path,
        "its answer to --version, '\(answer.firstLine)', is not that of a docking engine with "
          + "Vina's command line; give the path of vina, smina, gnina or qvina")
    }
    if let known, known != dialect {
      throw DockingError(
        .engineForeign, executable.path,
        "asked for \(known.name), but it says it is \(dialect.name) "
          + "('\(answer.firstLine)'); use --engine \(dialect.name)")
    }
    return DockingEngine(executable: executable, dialect: dialect, version: version)
  }

  private static func declared(
    _ file: String, path: String?, searchPath: String?, schema: URL?
  ) async throws(DockingError) -> DockingEngine {
    guard let schema else {
      throw DockingError(
        .declaration, file,
        "the schema engines/engine.rng was not found; set LIGATURE_SHARE to the installed "
          + "share/ligature")
    }
    let dialect = try EngineDialect(declaration: URL(fileURLWithPath: file), schema: schema)
    let executable = try found(
      path.map { [$0] } ?? dialect.programs, isPath: path != nil, searchPath, dialect: dialect)
    let arguments = dialect.versionArguments
    let answer = try await versionAnswer(of: executable, arguments: arguments)
    let asked = arguments.isEmpty ? "a start without arguments" : arguments.joined(separator: " ")
    guard let place = answer.range(of: dialect.signature, options: .caseInsensitive) else {
      throw DockingError(
        .engineForeign, executable.path,
        "its answer to \(asked), '\(answer.firstLine)', does not contain '\(dialect.signature)', by "
          + "which \(file) tells \(dialect.name)")
    }
    guard let version = EngineVersion(in: String(answer[place.lowerBound...])) else {
      throw DockingError(
        .engineForeign, executable.path,
        "its answer to \(asked), '\(answer.firstLine)', has no version such as 1.2 in or behind "
          + "'\(dialect.signature)'")
    }
    return DockingEngine(executable: executable, dialect: dialect, version: version)
  }

  private static func found(
    _ tried: [String], isPath: Bool, _ searchPath: String?, dialect: EngineDialect
  ) throws(DockingError) -> URL {
    if let found = tried.lazy.compactMap({ Program.find($0, path: searchPath) }).first {
      return found
    }
    let remedy =
      dialect == .vina
      ? "install it (Debian and Ubuntu: apt install autodock-vina) or give its path with "
        + "--engine-path" : "give its path with --engine-path"
    let isAnyPath = isPath || tried.allSatisfy { $0.contains("/") }
    throw DockingError(
      .engineNotFound, tried.joined(separator: ", "),
      (isAnyPath ? "there is no program that can be run here; " : "not found in PATH; ") + remedy)
  }

  private static func versionAnswer(
    of executable: URL, arguments: [String]
  ) async throws(DockingError) -> String {
    let result: ProgramResult
    do {
      result = try await Program(
        executable, arguments: arguments, timeLimit: 20, outputLimit: 65_536
      ).run()
    } catch {
      throw DockingError(.engineForeign, executable.path, "could not be run: \(error.message)")
    }
    guard result.ending != .timedOut else {
      throw DockingError(
        .engineForeign, executable.path,
        "did not answer \(arguments.joined(separator: " ")) within 20 s; a docking engine answers at "
          + "once")
    }
    let text =
      String(decoding: result.standardOutput, as: UTF8.self)
      + String(decoding: result.standardError, as: UTF8.self)
    return text.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// The part of the answer in which the version stands: after the program's own name.
  private static func versionText(_ answer: String, _ dialect: EngineDialect) -> String {
    let lines = answer.split(whereSeparator: \.isNewline)
    let line = lines.first {
      $0.lowercased().contains("vina") || $0.lowercased().contains(dialect.signature)
    }
    return line.map(String.init) ?? answer
  }
}

extension StringProtocol {
  /// For messages: the first line, shortened.
  var firstLine: String {
    let line = String(prefix { !$0.isNewline })
    return line.count > 120 ? String(line.prefix(117)) + "…" : line
  }
}
