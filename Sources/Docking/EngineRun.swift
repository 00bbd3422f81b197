import Foundation
import Processes
import Targets

/// One ligand through the engine, in a private directory that is removed afterwards.
struct EngineRun {
  let engine: DockingEngine
  let settings: DockingSettings
  let target: ProteinTarget
  /// PDBQT.
  let ligand: String

  static let largestOutput = 64 << 20

  /// What the engine wrote, and its wall time in seconds. An engine that crashes is run once more.
  func output() async throws(DockingFailure) -> (Data, Double) {
    let directory = FileManager.default.temporaryDirectory
      .appendingPathComponent("ligature-dock-\(UUID().uuidString)", isDirectory: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    let ligandFile = directory.appendingPathComponent("ligand.pdbqt")
    let poseFile = directory.appendingPathComponent("poses.pdbqt")
    do {
      try FileManager.default.createDirectory(
        at: directory, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(ligand.utf8).write(to: ligandFile)
    } catch {
      throw DockingFailure(
        stage: .dock,
        reason: "the ligand could not be written to \(directory.path): "
          + "\(error.localizedDescription); is the disk full?")
    }
    var result = try await run(ligandFile, poseFile)
    if result.isCrash {
      try? FileManager.default.removeItem(at: poseFile)
      result = try await run(ligandFile, poseFile)
    }
    return (try read(poseFile, result), result.wallSeconds)
  }

  private func run(_ ligandFile: URL, _ poseFile: URL) async throws(DockingFailure) -> ProgramResult
  {
    do {
      return try await Program(
        engine.executable, arguments: arguments(ligandFile, poseFile),
        workingDirectory: ligandFile.deletingLastPathComponent(), timeLimit: settings.timeLimit,
        outputLimit: 1 << 20
      ).run()
    } catch {
      if error.code == .cancelled { throw .cancelled }
      throw DockingFailure(
        stage: .dock, reason: "\(engine.description) could not be run: \(error.message)")
    }
  }

  func arguments(_ ligandFile: URL, _ poseFile: URL) -> [String] {
    var list = [
      "--receptor", target.receptorURL.path, "--ligand", ligandFile.path, "--out", poseFile.path,
    ]
    let box = target.box
    for (axis, center, size) in [
      ("x", box.center.x, box.size.x), ("y", box.center.y, box.size.y),
      ("z", box.center.z, box.size.z),
    ] {
      list += ["--center_\(axis)", center.plain, "--size_\(axis)", size.plain]
    }
    list += [
      "--exhaustiveness", "\(settings.exhaustiveness)", "--seed", "\(settings.seed)",
      "--cpu", "\(settings.cpuPerLigand)", "--num_modes", "\(settings.modes)",
      "--energy_range", settings.energyRange.plain,
    ]
    return list + engine.dialect.arguments
  }

  private func read(_ file: URL, _ result: ProgramResult) throws(DockingFailure) -> Data {
    func failure(_ reason: String) -> DockingFailure {
      DockingFailure(stage: .dock, reason: "\(engine.description) \(reason)")
    }
    switch result.ending {
    case .timedOut:
      throw failure("was stopped after its time limit of \((settings.timeLimit ?? 0).plain) s")
    case .signaled(let signal):
      throw failure("was ended by signal \(signal), twice\(result.lastWords)")
    case .exited(let status) where status != 0:
      throw failure("ended with status \(status)\(result.lastWords)")
    case .exited: break
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: file.path)[.size]) as? Int
    guard let size, size > 0 else {
      throw failure("wrote no poses\(result.lastWords)")
    }
    guard size <= Self.largestOutput else {
      throw failure("wrote \(size) bytes of poses; that is no docking result")
    }
    do { return try Data(contentsOf: file) } catch {
      throw failure("wrote poses that cannot be read: \(error.localizedDescription)")
    }
  }
}

extension ProgramResult {
  /// Ended by a signal, or by a shell's or container's report of one.
  fileprivate var isCrash: Bool {
    switch ending {
    case .signaled: true
    case .exited(let status): status >= 128
    case .timedOut: false
    }
  }

  /// `": "` and the last line that the program said, errors first; empty if it said nothing.
  fileprivate var lastWords: String {
    for data in [standardError, standardOutput] {
      let text = String(decoding: data, as: UTF8.self)
      if let line = text.split(whereSeparator: \.isNewline).map({ $0.trimmedSpaces })
        .last(where: { !$0.isEmpty })
      {
        return ": " + line.firstLine
      }
    }
    return ""
  }
}

extension Double {
  /// Without an exponent: `"30"`, `"26.115"`.
  var plain: String {
    if self == rounded(), abs(self) < 1e9 { return String(Int(self)) }
    return String(format: "%.6f", self).replacing(/0+$/, with: "")
  }
}
