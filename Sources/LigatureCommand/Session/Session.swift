import Foundation
import Targets

/// Where a command runs: what surrounds it, and where its data and its notes go.
package struct Session: Sendable {
  package let environment: [String: String]
  /// The running program; `ligature-worker` lies beside it.
  package let executable: URL
  /// Standard output: data only.
  package let output: OutputFile
  /// Standard error: progress, warnings, notes.
  package let notes: Notes
  package let interruption: Interruption

  package init(
    environment: [String: String], executable: URL, output: OutputFile, notes: Notes,
    interruption: Interruption = Interruption()
  ) {
    self.environment = environment
    self.executable = executable
    self.output = output
    self.notes = notes
    self.interruption = interruption
  }

  /// The program that embeds and protonates molecules, beside the running one.
  package var worker: URL {
    executable.deletingLastPathComponent().appendingPathComponent("ligature-worker")
  }

  package var share: ShareFolders {
    ShareFolders(environment: environment, executable: executable)
  }

  /// The schema of files that declare docking engines.
  package var engineSchema: URL? { share.find("engines/engine.rng") }

  /// Where targets are looked up by name.
  package var targets: TargetLibrary {
    TargetLibrary.standard(environment: environment, executable: executable)
  }

  /// How many molecules to work on at a time when `--jobs` does not say.
  package var cores: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

  /// Where data goes: a file for `-o PATH`, else standard output.
  ///
  /// - Parameter inputs: paths of what is read, which an output does not replace.
  package func output(
    to path: String?, from inputs: [String] = []
  ) throws(CommandFailure) -> OutputFile {
    guard let path, path != "-" else { return output }
    func resolved(_ path: String) -> String {
      URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
    if path != "/dev/null", let input = inputs.first(where: { resolved($0) == resolved(path) }) {
      throw CommandFailure(
        "the output “\(path)” would replace the input “\(input)”", hint: "name another file with -o"
      )
    }
    return try OutputFile(path: path)
  }

  /// Runs work that writes to an output and that a signal cancels: what it leaves is whole, or
  /// nothing.
  ///
  /// - Parameters: as for `output(to:from:)`.
  package func writing(
    to path: String?, from inputs: [String] = [],
    _ work: @escaping @Sendable (OutputFile) async throws -> ExitStatus
  ) async throws -> ExitStatus {
    try await interruption.guarding {
      let output = try self.output(to: path, from: inputs)
      do {
        let status = try await work(output)
        if status == .nothingDone { output.discard() } else { try output.finish() }
        return status
      } catch {
        output.discard()
        if error is CancellationError, let path { notes.note("nothing was written to “\(path)”") }
        throw error
      }
    }
  }
}
