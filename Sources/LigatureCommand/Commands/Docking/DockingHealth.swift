import Docking
import Foundation
import Targets

/// Tells faults of the whole run from those of a molecule: they would make every further molecule a
/// failure, and are no reason to give one up.
struct DockingHealth: Sendable {
  private let engine: URL
  private let worker: URL
  private let receptors: [URL]

  /// Bytes without which no ligand can be handed to an engine.
  private static let leastSpace: UInt64 = 1 << 20

  init(_ setup: DockingSetup, targets: [ProteinTarget], _ session: Session) {
    engine = setup.engine.executable
    worker = session.worker
    receptors = targets.map(\.receptorURL)
  }

  /// What stands in the way of every molecule; nil where a failure is the molecule's own.
  func fault(behind failure: DockingFailure) -> CommandFailure? {
    guard [.protonate, .embed, .dock].contains(failure.stage) else { return nil }
    for (program, role) in [(engine, "docking engine"), (worker, "3D worker")]
    where !FileManager.default.isExecutableFile(atPath: program.path) {
      return CommandFailure(
        "the \(role) “\(program.path)” is gone or cannot be run any more",
        hint: "put it back; the same command with --resume goes on")
    }
    for receptor in receptors where !FileManager.default.isReadableFile(atPath: receptor.path) {
      return CommandFailure(
        "the receptor “\(receptor.path)” is gone or cannot be read any more",
        hint: "put it back; the same command with --resume goes on")
    }
    let scratch = FileManager.default.temporaryDirectory
    if let space = Self.space(in: scratch), space < Self.leastSpace {
      return CommandFailure(
        "the disk with “\(scratch.path)” is full (\(failure.reason))",
        hint: "free some space, or name another folder in TMPDIR; the same command with --resume "
          + "goes on")
    }
    do { try ScratchFolder().remove() } catch {
      return CommandFailure(error.description, hint: "the same command with --resume goes on")
    }
    guard failure.isOfMachine else { return nil }
    return CommandFailure(
      failure.reason,
      hint: "with fewer --jobs it may go on: the same command with --resume")
  }

  private static func space(in folder: URL) -> UInt64? {
    var status = statvfs()
    guard statvfs(folder.path, &status) == 0 else { return nil }
    return UInt64(status.f_bavail) * UInt64(status.f_frsize)
  }
}
