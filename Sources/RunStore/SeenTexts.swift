/// Texts that were seen before, of any number, in memory that does not grow with them.
///
/// They lie in a temporary SQLite file that no other process sees and that is gone with this one.
public final class SeenTexts {
  private let database: Database
  private let insertion: PreparedStatement

  /// - Throws: `.cannotOpen` where no temporary file can be made.
  public init() throws(StoreError) {
    database = try Database.temporary(for: "temporary file of what was seen", cache: 64 << 20)
    try database.run("CREATE TABLE texts (text TEXT PRIMARY KEY) WITHOUT ROWID")
    try database.run("BEGIN")
    insertion = try database.statement("INSERT OR IGNORE INTO texts VALUES (?)")
  }

  /// Whether the text was not seen before; it is from now on. O(log n) for n texts.
  ///
  /// - Throws: `.full` when the disk is.
  public func isNew(_ text: String) throws(StoreError) -> Bool {
    try insertion.run([.text(text)])
    return database.changes > 0
  }
}
