import Foundation

/// Rows of any number, put in order on disk, in memory that does not grow with them.
///
/// They lie in a temporary SQLite file that no other process sees and that is gone with this one,
/// also after a kill. Rows with equal keys keep the order in which they came.
public final class SortedRows {
  /// What a row is sorted by. Numbers come before texts; rows without a value come last in either
  /// direction, and behind them those that failed.
  public enum Key: Hashable, Sendable {
    case number(Double)
    case text(String)
    case missing
    case failed

    fileprivate var values: [Value] {
      switch self {
      case .number(let number): number.isNaN ? Key.missing.values : [.integer(0), .real(number)]
      case .text(let text): [.integer(1), .text(text)]
      case .missing: [.integer(2), .null]
      case .failed: [.integer(3), .null]
      }
    }
  }

  private let database: Database
  private let insertion: PreparedStatement

  /// - Throws: `.cannotOpen` where no temporary file can be made.
  public init() throws(StoreError) {
    database = try Database.temporary(for: "temporary file for sorting", cache: 32 << 20)
    try database.run(
      "CREATE TABLE rows (row INTEGER PRIMARY KEY, class INTEGER, value, content BLOB)")
    try database.run("BEGIN")
    insertion = try database.statement("INSERT INTO rows (class, value, content) VALUES (?, ?, ?)")
  }

  /// Adds a row. O(1) beside the disk.
  ///
  /// - Throws: `.full` when the disk is.
  public func insert(_ key: Key, _ content: Data) throws(StoreError) {
    try insertion.run(key.values + [.blob(content)])
  }

  /// Every row in order; O(n log n) for n rows.
  ///
  /// - Throws: `.full` when the disk is; what `body` throws.
  public func forEach(descending: Bool, _ body: (Data) throws -> Void) throws {
    try database.run("COMMIT")
    let query = try database.statement(
      "SELECT content FROM rows ORDER BY class, value \(descending ? "DESC" : "ASC"), row")
    while try query.step() { try body(query.row.data(0) ?? Data()) }
  }
}
