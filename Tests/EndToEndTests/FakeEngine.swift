import Foundation
import TestSupport

/// A script with the command line of Vina, for faults that the real engine does not make on demand.
struct FakeEngine {
  let url: URL

  /// - Parameter body: shell commands; `$ligand` and `$out` are the two paths, `$vina` the real
  ///   one.
  init(_ body: String, in directory: TemporaryDirectory, name: String = "vina-fake") throws {
    url = directory.file(name)
    let script = """
      #!/bin/bash
      vina=$(command -v vina)
      if [ "$1" = --version ]; then exec "$vina" --version; fi
      args=("$@")
      for ((i = 0; i < $#; i++)); do
        case ${args[i]} in
          --ligand) ligand=${args[i+1]} ;;
          --out) out=${args[i+1]} ;;
        esac
      done
      echo started >> "$(dirname "$0")/calls"
      \(body)

      """
    try Data(script.utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
  }

  /// How often it was started to dock.
  var calls: Int {
    let log = url.deletingLastPathComponent().appendingPathComponent("calls")
    return ((try? String(contentsOf: log, encoding: .utf8)) ?? "").split(separator: "\n").count
  }
}
