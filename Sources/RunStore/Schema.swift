/// The tables of a kind of store file and the version of their layout.
struct Schema {
  /// SQLite's `application_id`: tells our files from others' and one kind from the other.
  let applicationID: Int
  let version: Int
  /// The oldest layout that can still be read.
  var oldest = 1
  let kind: String
  /// In order; each creates one table or index.
  let statements: [String]
  /// What makes a file of one layout one of the next, by the version that it has before.
  var upgrades: [Int: [String]] = [:]

  /// Checks that the file is of this kind and version, and fills an empty one.
  func prepare(_ database: borrowing Database, access: Database.Access) throws(StoreError) {
    guard access == .readWrite else {
      _ = try check(database)
      return
    }
    // Before anything is changed: the file may be someone else's.
    if try !isEmpty(database) { try upgrade(database) }
    // Readers do not block the writer in this mode. A file system that cannot share memory keeps
    // the classic journal; the store works there too, with more waiting.
    try database.run("PRAGMA journal_mode = WAL")
    try database.run("PRAGMA synchronous = NORMAL")
    try database.run("PRAGMA foreign_keys = ON")
    if try isEmpty(database) {
      try database.transaction { () throws(StoreError) in
        // Another process may have filled it since.
        guard try isEmpty(database) else { return }
        for statement in statements { try database.run(statement) }
        try database.run("PRAGMA application_id = \(applicationID)")
        try database.run("PRAGMA user_version = \(version)")
      }
    }
    _ = try check(database)
  }

  private func upgrade(_ database: borrowing Database) throws(StoreError) {
    guard try check(database) < version else { return }
    try database.transaction { () throws(StoreError) in
      // Another process may have done it since.
      for found in try check(database)..<version {
        for statement in upgrades[found] ?? [] { try database.run(statement) }
      }
      try database.run("PRAGMA user_version = \(version)")
    }
  }

  private func isEmpty(_ database: borrowing Database) throws(StoreError) -> Bool {
    let objects = try database.integer("SELECT count(*) FROM sqlite_master")
    let application = try database.integer("PRAGMA application_id")
    return objects == 0 && application == 0
  }

  /// The file's layout.
  private func check(_ database: borrowing Database) throws(StoreError) -> Int {
    guard try database.integer("PRAGMA application_id") == applicationID else {
      throw StoreError(
        .foreignFile, path: database.path, message: "this file is not a \(kind)",
        hint: "name another file; this one was left as it is")
    }
    let found = try database.integer("PRAGMA user_version") ?? 0
    guard found <= version else {
      throw StoreError(
        .newerFile, path: database.path,
        message: "the \(kind) has layout \(found); this version of ligature reads up to \(version)",
        hint: "use the version of ligature that wrote it, or a newer one")
    }
    guard found >= oldest else {
      throw StoreError(
        .damaged, path: database.path,
        message: "the \(kind) has layout \(found), which was never in use")
    }
    return found
  }
}
