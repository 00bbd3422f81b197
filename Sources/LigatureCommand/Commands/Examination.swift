import Conformers
import Docking
import Foundation
import RunStore
import Targets

/// The checks of `doctor`.
struct Examination {
  struct Finding {
    enum Verdict: String {
      case fine = "ok"
      case odd = "note"
      case missing = "MISSING"
    }
    let verdict: Verdict
    let subject: String
    let detail: String

    var text: String {
      let label = verdict.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
      let lines = detail.split(separator: "\n").joined(
        separator: "\n" + String(repeating: " ", count: 9))
      return "\(label) \(subject): \(lines)"
    }
  }

  private let typed: TypedArguments
  private let session: Session

  init(_ typed: TypedArguments, session: Session) {
    self.typed = typed
    self.session = session
  }

  func findings() async -> [Finding] {
    await engine() + [await worker()] + targets() + [share()] + variables() + cache()
  }

  private func engine() async -> [Finding] {
    do throws(DockingError) {
      let engine = try await DockingEngine.locate(
        typed.text("--engine"), path: typed.text("--engine-path"),
        searchPath: session.environment["PATH"], schema: session.engineSchema)
      let found = Finding(
        verdict: .fine, subject: "docking engine",
        detail: "\(engine.description) at \(engine.executable.path)")
      return [found]
        + (engine.warning.map { [Finding(verdict: .odd, subject: "docking engine", detail: $0)] }
          ?? [])
    } catch {
      return [
        Finding(verdict: .missing, subject: "docking engine", detail: error.description)
      ]
    }
  }

  private func worker() async -> Finding {
    let workers = StructureWorkers(worker: session.worker, count: 1)
    let finding: Finding
    do throws(ConformerError) {
      let version = try await workers.check()
      finding = Finding(
        verdict: .fine, subject: "3D worker", detail: "\(version) builds ethane with MMFF94")
    } catch {
      finding = Finding(verdict: .missing, subject: "3D worker", detail: error.description)
    }
    await workers.shutDown()
    return finding
  }

  private func targets() -> [Finding] {
    let names = session.targets.names
    guard !names.isEmpty else {
      return [
        Finding(
          verdict: .missing, subject: "targets",
          detail: "none in "
            + session.targets.searchPaths.map(\.path).joined(separator: ", ")
            + "; set LIGATURE_TARGETS or install the share")
      ]
    }
    var findings: [Finding] = []
    var sound: [String] = []
    for name in names {
      do throws(TargetError) {
        let check = try session.targets.check(name)
        if !check.findings.contains(where: { $0.severity == .error }) { sound.append(name) }
        findings += check.findings.map { finding in
          Finding(
            verdict: finding.severity == .error ? .missing : .odd, subject: "target \(name)",
            detail: finding.description)
        }
      } catch {
        findings.append(
          Finding(verdict: .missing, subject: "target \(name)", detail: error.description))
      }
    }
    let all = Finding(verdict: .fine, subject: "targets", detail: sound.joined(separator: ", "))
    return (sound.isEmpty ? [] : [all]) + findings
  }

  /// Folders that the environment names and that are none: others are searched instead.
  private func variables() -> [Finding] {
    ["LIGATURE_TARGETS", "LIGATURE_SHARE"].flatMap { name in
      (session.environment[name] ?? "").split(separator: ":").compactMap { path in
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(
          atPath: String(path), isDirectory: &isFolder)
        guard !exists || !isFolder.boolValue else { return nil }
        return Finding(verdict: .odd, subject: name, detail: "there is no folder \(path)")
      }
    }
  }

  /// Nothing where there is none yet.
  private func cache() -> [Finding] {
    let url = DockingCacheStore.standardURL(environment: session.environment)
    let sizes = ["", "-wal"].compactMap { ending in
      try? URL(fileURLWithPath: url.path + ending).resourceValues(forKeys: [.fileSizeKey]).fileSize
    }
    guard !sizes.isEmpty else { return [] }
    let megabytes = (sizes.reduce(0, +) + 999_999) / 1_000_000
    return [
      Finding(
        verdict: .fine, subject: "docking cache",
        detail: "\(url.path), \(megabytes) MB; it may be deleted while nothing runs")
    ]
  }

  private func share() -> Finding {
    let found = session.share.folders.filter { FileManager.default.fileExists(atPath: $0.path) }
    let folders =
      (found
      + session.targets.searchPaths.filter { folder in
        FileManager.default.fileExists(atPath: folder.path)
      }).map(\.path)
    return folders.isEmpty
      ? Finding(
        verdict: .missing, subject: "share",
        detail: "no folder of data; set LIGATURE_SHARE to the installed share/ligature")
      : Finding(verdict: .fine, subject: "share", detail: folders.joined(separator: ", "))
  }
}
