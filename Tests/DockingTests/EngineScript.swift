import Foundation
import TestSupport

/// A program with Vina's interface, written for one fault that the real one does not make on demand.
struct EngineScript {
  let url: URL
  let directory: TemporaryDirectory

  /// - Parameters:
  ///   - version: the answer to `--version`.
  ///   - body: shell commands with `$ligand`, `$out` and `$scratch` set, and all arguments in `$@`.
  init(version: String = "AutoDock Vina v1.2.7", body: String) throws {
    directory = try TemporaryDirectory()
    url = directory.file("engine")
    let script = """
      #!/bin/bash
      if [ "$1" = --version ]; then echo '\(version)'; exit 0; fi
      scratch='\(directory.url.path)'
      echo run >> "$scratch/runs"
      args=("$@")
      while [ $# -gt 0 ]; do
        case "$1" in --ligand) ligand="$2";; --out) out="$2";; esac
        shift 2
      done
      \(body)
      """
    try Data(script.utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  /// How often it was started to dock.
  var runs: Int {
    let text = try? String(contentsOf: directory.file("runs"), encoding: .utf8)
    return text?.split(separator: "\n").count ?? 0
  }

  func read(_ name: String) -> String? {
    (try? String(contentsOf: directory.file(name), encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
