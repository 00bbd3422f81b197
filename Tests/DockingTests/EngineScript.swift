import Foundation
import TestSupport

/// A program with Vina's interface, for one fault that the real one does not make on demand.
///
/// The program is a link to a script in the repository: a file that was just written cannot always
/// be started, because a process started meanwhile by another test may still hold it open.
struct EngineScript {
  let url: URL
  private let directory: TemporaryDirectory

  /// - Parameters:
  ///   - version: the answer to `--version`.
  ///   - answer: shell commands for it, instead of printing `version`.
  ///   - body: shell commands with `$ligand`, `$out`, `$scratch` and `${args[@]}` set.
  init(version: String = "AutoDock Vina v1.2.7", answer: String? = nil, body: String = "") throws {
    directory = try TemporaryDirectory()
    url = directory.file("engine")
    try Data((answer ?? "echo '\(version)'").utf8).write(to: directory.file("version"))
    try Data(body.utf8).write(to: directory.file("body"))
    try FileManager.default.createSymbolicLink(
      at: url, withDestinationURL: Checkout.data("docking/engine.sh"))
  }

  /// How often it was started to dock.
  var runs: Int { read("runs")?.split(separator: "\n").count ?? 0 }

  /// What it left in its folder.
  func read(_ name: String) -> String? {
    (try? String(contentsOf: directory.file(name), encoding: .utf8))?
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
