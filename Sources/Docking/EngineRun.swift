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

  /// Bytes of poses. The engine is stopped when it writes more into any one file.
  static let largestOutput = 64 << 20

  /// What the engine wrote, and its wall time in seconds. An engine that crashes is run once more.
  func output() async throws(DockingFailure) -> (Data, Double) {
    let folder: ScratchFolder
    let ligandFile: URL
    do throws(DockingError) {
      folder = try ScratchFolder()
      ligandFile = try folder.write(ligand, to: "ligand.pdbqt")
    } catch {
      throw DockingFailure(stage: .dock, reason: error.description, isOfMachine: true)
    }
    defer { folder.remove() }
    let poseFile = folder.url.appendingPathComponent("poses.pdbqt")
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
        outputLimit: 1 << 20, fileSizeLimit: Self.largestOutput
      ).run()
    } catch {
      if error.code == .cancelled { throw .cancelled }
      throw DockingFailure(
        stage: .dock, reason: "\(engine.description) could not be run: \(error.message)",
        isOfMachine: error.code == .notStarted)
    }
  }

  private func arguments(_ ligandFile: URL, _ poseFile: URL) -> [String] {
    engine.dialect.command.filled { variable in
      switch variable {
      case .receptor: target.receptorURL.path
      case .ligand: ligandFile.path
      case .out: poseFile.path
      case .centerX: target.box.center.x.plain
      case .centerY: target.box.center.y.plain
      case .centerZ: target.box.center.z.plain
      case .sizeX: target.box.size.x.plain
      case .sizeY: target.box.size.y.plain
      case .sizeZ: target.box.size.z.plain
      case .exhaustiveness: "\(settings.exhaustiveness)"
      case .seed: "\(settings.seed)"
      case .cpu: "\(settings.cpuPerLigand)"
      case .modes: "\(settings.modes)"
      case .energyRange: settings.energyRange.plain
      }
    } + engine.scoringArguments(settings.scoring)
  }

  private func read(_ file: URL, _ result: ProgramResult) throws(DockingFailure) -> Data {
    func failure(_ reason: String) -> DockingFailure {
      DockingFailure(stage: .dock, reason: "\(engine.description) \(reason)")
    }
    guard !result.exceededFileSize else {
      throw failure(
        "wrote a file of more than \(Self.largestOutput) bytes; that is no docking result")
    }
    switch result.ending {
    case .timedOut:
      throw failure("\(DockingFailure.timedOut)\((settings.timeLimit ?? 0).plain) s")
    case .signaled(let signal):
      throw failure("\(DockingFailure.signaled)\(signal), twice\(result.lastWords)")
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
    case .signaled: !exceededFileSize
    case .exited(let status): status >= 128 && !exceededFileSize
    case .timedOut: false
    }
  }

  /// The same for the signal that a write beyond the file size limit gives.
  fileprivate var exceededFileSize: Bool {
    ending == .signaled(SIGXFSZ) || ending == .exited(128 + SIGXFSZ)
  }

  /// `": "` and the last line that the program said, errors first; empty if it said nothing.
  fileprivate var lastWords: String {
    for data in [standardError, standardOutput] {
      let text = String(decoding: data, as: UTF8.self)
      let lines = text.split(whereSeparator: \.isNewline).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      if let line = lines.last(where: { !$0.isEmpty }) {
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
