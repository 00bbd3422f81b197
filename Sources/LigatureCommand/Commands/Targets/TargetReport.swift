import Foundation
import Targets

/// The text of `targets check`.
enum TargetReport {
  /// Writes what is wrong with one target; false when it must not be used.
  static func write(_ nameOrPath: String, in session: Session) throws -> Bool {
    let check: TargetCheck
    do throws(TargetError) {
      check = try session.targets.check(nameOrPath)
    } catch {
      session.notes.error(error.description)
      return false
    }
    for finding in check.findings { try session.output.write(finding.description + "\n") }
    let distances = check.residueDistances.map { entry in
      [
        "  " + entry.key.alias,
        "\(entry.key.residue.name) \(entry.key.residue.number)\(entry.key.residue.insertionCode)",
        entry.key.role.rawValue, String(format: "%.1f Å from the box center", entry.distance),
      ]
    }
    if !distances.isEmpty { try session.output.write(aligned(distances)) }
    let count = check.errors.count
    let warnings = check.findings.count - count
    try session.output.write(
      "\(check.directory.lastPathComponent): "
        + (count == 0 ? "sound" : count == 1 ? "1 error" : "\(count) errors")
        + (warnings == 0 ? "" : ", \(warnings) warning\(warnings == 1 ? "" : "s")") + "\n")
    return count == 0
  }
}
