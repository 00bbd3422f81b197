import Foundation
import Targets

/// Keeps what engines wrote, so that a molecule already docked under the same conditions is not
/// docked again. The value is the engine's raw output: it passes the same reader and checks as a
/// fresh one.
public protocol DockingCache: Sendable {
  /// Nil where there is none.
  func output(forKey key: String) async throws -> Data?
  func store(_ output: Data, forKey key: String) async throws
}

/// Everything that an engine's result depends on.
package struct DockingConditions: Sendable {
  let engine: DockingEngine
  let settings: DockingSettings
  let receptorSHA256: String
  let box: SearchBox

  /// One item a line, so that no two conditions give the same text. Threads and time limit do not
  /// change the result and are left out.
  func text(ligand: String) -> String {
    [
      "ligature docking 1", engine.description,
      ([engine.dialect.declaration].compactMap(\.self) + engine.scoringArguments(settings.scoring))
        .joined(separator: " "),
      "exhaustiveness \(settings.exhaustiveness)", "seed \(settings.seed)",
      "modes \(settings.modes)", "range \(settings.energyRange)", "receptor \(receptorSHA256)",
      "center \(box.center.x) \(box.center.y) \(box.center.z)",
      "size \(box.size.x) \(box.size.y) \(box.size.z)", ligand,
    ].joined(separator: "\n")
  }
}
