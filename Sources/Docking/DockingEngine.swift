import Foundation
import Processes

/// A docking program on this machine whose name and version were found by running it.
public struct DockingEngine: Sendable, Hashable {
  public let executable: URL
  public let dialect: EngineDialect
  /// What `--version` said.
  public let version: EngineVersion

  public init(executable: URL, dialect: EngineDialect, version: EngineVersion) {
    self.executable = executable
    self.dialect = dialect
    self.version = version
  }

  /// Name and version: `"vina 1.2.3"`.
  public var description: String { "\(dialect.name) \(version)" }

  /// Whether affinities are printed with one decimal and without their parts.
  var printsOneDecimal: Bool { dialect != .vina || version < EngineVersion(1, 2, 0) }

  /// Whether the unbound term, and with it every affinity, can be that of another pose.
  ///
  /// Seen in 1.2.3, on every ligand tried; 1.2.7 is right. The printed INTER and INTRA are right in
  /// both, so the affinity is put together from them.
  var misreportsAffinities: Bool {
    dialect == .vina && version >= EngineVersion(1, 2, 0) && version < EngineVersion(1, 2, 4)
  }

  /// Largest difference from our own recomputation that is not a failure, kcal/mol.
  var tolerance: Double { printsOneDecimal ? 0.1 : 0.05 }

  /// Said once before a run; nil for an engine without known defects.
  public var warning: String? {
    guard misreportsAffinities else { return nil }
    return
      "\(description) prints wrong affinities (its unbound term is that of another pose); "
      + "they are corrected from its INTER and INTRA lines. Vina 1.2.4 or newer does not need this."
  }

  /// Whether an atom type can be read by this engine.
  package func knows(_ type: AutoDockType) -> Bool {
    switch type {
    case .boron: dialect.furtherTypes.contains(.boron)
    case .silicon, .astatine:
      dialect.furtherTypes.contains(type)
        || (dialect == .vina && version >= EngineVersion(1, 2, 0))
    default: true
    }
  }

  /// Finds an engine by name or path and asks it for its version.
  ///
  /// - Parameters:
  ///   - name: `vina`, `smina`, `gnina`, `qvina`; nil takes what is at `path`, or `vina`.
  ///   - path: the program; nil looks through `searchPath`.
  ///   - searchPath: directories joined by colons; nil takes `PATH`.
  /// - Throws: `engineNotFound`, `engineForeign` with what was tried and what to do.
  public static func locate(
    _ name: String? = nil, path: String? = nil, searchPath: String? = nil
  ) async throws(DockingError) -> DockingEngine {
    let wanted = name.map { $0.lowercased() }
    let known = EngineDialect.all.first { $0.name == wanted }
    if let wanted, known == nil, path == nil, Program.find(wanted, path: searchPath) == nil {
      throw DockingError(
        .engineNotFound, wanted,
        "no such engine; known are \(EngineDialect.all.map(\.name).sorted().joined(separator: ", "))"
          + ", and any program with Vina's command line by --engine-path")
    }
    let programs = known?.programs ?? [wanted ?? "vina"]
    let tried = path.map { [$0] } ?? programs
    guard let executable = tried.lazy.compactMap({ Program.find($0, path: searchPath) }).first
    else {
      throw notFound(tried, isPath: path != nil, dialect: known ?? .vina)
    }
    let answer = try await versionAnswer(of: executable)
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

  private static func notFound(
    _ tried: [String], isPath: Bool, dialect: EngineDialect
  ) -> DockingError {
    let remedy =
      dialect == .vina
      ? "install it (Debian and Ubuntu: apt install autodock-vina) or give its path with "
        + "--engine-path" : "give its path with --engine-path"
    return DockingError(
      .engineNotFound, tried.joined(separator: ", "),
      (isPath ? "there is no program that can be run here; " : "not found in PATH; ") + remedy)
  }

  private static func versionAnswer(of executable: URL) async throws(DockingError) -> String {
    let result: ProgramResult
    do {
      result = try await Program(
        executable, arguments: ["--version"], timeLimit: 20, outputLimit: 65_536
      ).run()
    } catch {
      throw DockingError(.engineForeign, executable.path, "could not be run: \(error.message)")
    }
    guard result.ending != .timedOut else {
      throw DockingError(
        .engineForeign, executable.path,
        "did not answer --version within 20 s; a docking engine answers at once")
    }
    let text =
      String(decoding: result.standardOutput, as: UTF8.self)
      + String(decoding: result.standardError, as: UTF8.self)
    return text.trimmedSpaces
  }

  /// The part of the answer in which the version stands: after the program's own name.
  private static func versionText(_ answer: String, _ dialect: EngineDialect) -> String {
    let lines = answer.split(separator: "\n")
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
