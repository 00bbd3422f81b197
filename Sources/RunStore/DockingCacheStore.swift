import Foundation

/// Raw engine output by the key of what was docked and how: a file that several runs and several
/// processes share.
///
/// A key stands for engine, version, parameters, receptor, box and prepared ligand, so an entry is
/// never out of date. Entries are written whole or not at all, also when a process is killed.
public actor DockingCacheStore {
  private let database: Database

  static let schema = Schema(
    applicationID: 0x4C49_4743,  // "LIGC"
    version: 1, kind: "docking cache",
    statements: [
      """
      CREATE TABLE docking (
        key TEXT NOT NULL PRIMARY KEY,
        output BLOB NOT NULL,
        stored REAL NOT NULL) WITHOUT ROWID
      """
    ])

  /// Opens the file, or creates it with the folders that lead to it.
  ///
  /// - Throws: `StoreError`, for a file that is no docking cache among others; that file is left as
  ///   it is.
  public init(at url: URL) throws(StoreError) {
    try createFolder(of: url)
    database = try Database(path: url.path, access: .readWrite)
    try Self.schema.prepare(database, access: .readWrite)
  }

  /// `$XDG_CACHE_HOME/ligature/docking.db`, or under `~/.cache` (XDG Base Directory Specification
  /// 0.8: a relative path there is ignored).
  public static func standardURL(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> URL {
    let base =
      if let named = environment["XDG_CACHE_HOME"], named.hasPrefix("/") {
        URL(fileURLWithPath: named)
      } else if let home = environment["HOME"], home.hasPrefix("/") {
        URL(fileURLWithPath: home).appendingPathComponent(".cache")
      } else {
        FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(".cache")
      }
    return base.appendingPathComponent("ligature/docking.db")
  }

  /// The output that was stored under a key, if any.
  public func output(forKey key: String) throws(StoreError) -> Data? {
    try database.rows("SELECT output FROM docking WHERE key = ?", [.text(key)]) {
      (row) throws(StoreError) in row.data(0)
    }.first ?? nil
  }

  /// The first output that is stored under a key stays: the same key means the same docking.
  public func store(_ output: Data, forKey key: String) throws(StoreError) {
    try database.run(
      "INSERT OR IGNORE INTO docking (key, output, stored) VALUES (?, ?, ?)",
      [.text(key), .blob(output), .real(Date().timeIntervalSince1970)])
  }

  public func count() throws(StoreError) -> Int {
    try database.integer("SELECT count(*) FROM docking") ?? 0
  }
}

func createFolder(of url: URL) throws(StoreError) {
  do {
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  } catch {
    throw StoreError(
      .cannotOpen, path: url.path,
      message: "the folder cannot be created: \(error.localizedDescription)")
  }
}
