import Docking
import FeedbackDescent
import Foundation

/// Everything that is known of one run, in one SQLite file.
///
/// What a method has written when it returns survives a kill of the process. One process at a time
/// works on a run; any number may read it meanwhile.
public actor RunStore {
  public nonisolated let url: URL
  let database: Database
  private let lock: RunLock?

  /// Begins a run.
  ///
  /// - Throws: `StoreError`; `.runExists` when the file already holds a run.
  public static func create(at url: URL, settings: RunSettings) throws(StoreError) -> RunStore {
    try RunStore(at: url, settings: settings, mayExist: false)
  }

  /// Goes on with a run, or begins it where the file does not exist.
  ///
  /// Settings that may change take their new values.
  ///
  /// - Throws: `StoreError`; `.settingsDiffer` names every setting that differs and may not.
  public static func resume(at url: URL, settings: RunSettings) throws(StoreError) -> RunStore {
    try RunStore(at: url, settings: settings, mayExist: true)
  }

  /// Moves what SQLite keeps in files of its own (`-wal`, `-shm`) into that of the run, which is
  /// whole alone from then on, and read without such files, as where a folder may not be written.
  ///
  /// Where others read it, or the disk is full, all stays as it is: nothing is lost, and nobody is
  /// waited for.
  public func settle() {
    try? database.run("PRAGMA busy_timeout = 0")
    try? database.run("PRAGMA wal_checkpoint(PASSIVE)")
    try? database.run("PRAGMA journal_mode = DELETE")
    try? database.run("PRAGMA busy_timeout = \(Int(Database.busyTimeout * 1000))")
  }

  /// Opens a run to read it; what would write throws.
  public init(reading url: URL) throws(StoreError) {
    guard FileManager.default.fileExists(atPath: url.path) else {
      throw StoreError(.noRun, path: url.path, message: "there is no such file")
    }
    self.url = url
    lock = nil
    database = try Database(path: url.path, access: .readOnly)
    try Self.schema.prepare(database, access: .readOnly)
  }

  private init(at url: URL, settings: RunSettings, mayExist: Bool) throws(StoreError) {
    self.url = url
    try createFolder(of: url)
    lock = try RunLock(for: url)
    let database = try Database(path: url.path, access: .readWrite)
    try Self.schema.prepare(database, access: .readWrite)
    let recorded = try Self.settings(in: database)
    if !recorded.settings.isEmpty {
      guard mayExist else {
        throw StoreError(
          .runExists, path: url.path, message: "this file already holds a run",
          hint: "add --resume to go on with it, or name another directory")
      }
      let differences = settings.differences(from: recorded)
      guard differences.isEmpty else {
        throw StoreError(
          .settingsDiffer, path: url.path,
          message: "this run was begun with other settings: "
            + differences.map(\.description).joined(separator: "; "),
          hint: "resume it with the settings it was begun with, or name another directory")
      }
    }
    try Self.write(settings, to: database)
    self.database = database
  }

  private static func write(
    _ settings: RunSettings, to database: borrowing Database
  ) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      try database.run("DELETE FROM settings")
      for (position, setting) in settings.settings.enumerated() {
        try database.run(
          "INSERT INTO settings VALUES (?, ?, ?, ?)",
          [
            .init(position), .text(setting.name), .text(setting.value), .init(setting.mayChange),
          ])
      }
    }
  }

  public func settings() throws(StoreError) -> RunSettings { try Self.settings(in: database) }

  private static func settings(in database: borrowing Database) throws(StoreError) -> RunSettings {
    RunSettings(
      try database.rows("SELECT name, value, may_change FROM settings ORDER BY position") {
        (row) throws(StoreError) in
        RunSettings.Setting(row.text(0) ?? "", row.text(1) ?? "", mayChange: row.integer(2) == 1)
      })
  }

  /// A line of the run's diary: `"interrupted"`, `"resumed"`.
  public func note(_ kind: String, _ text: String) throws(StoreError) {
    try database.run(
      "INSERT INTO events (time, kind, text) VALUES (?, ?, ?)",
      [.real(Self.now), .text(kind), .text(text)])
  }

  public func notes() throws(StoreError) -> [RunNote] {
    try database.rows("SELECT time, kind, text FROM events ORDER BY number") {
      (row) throws(StoreError) in
      RunNote(
        time: Date(timeIntervalSince1970: row.real(0) ?? 0), kind: row.text(1) ?? "",
        text: row.text(2) ?? "")
    }
  }

  static var now: Double { Date().timeIntervalSince1970 }
}

/// Something that happened to a run as a whole.
public struct RunNote: Hashable, Sendable {
  public let time: Date
  public let kind: String
  public let text: String
}
