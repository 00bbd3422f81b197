import CSQLite

/// What is wrong with a store file, where, and what to do.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Open set: SQLite's result codes, and the mistakes that only this module knows.
  public struct Code: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int32
    public init(rawValue: Int32) { self.rawValue = rawValue }

    /// Another process holds the file.
    public static let busy = Code(rawValue: SQLITE_BUSY)
    public static let full = Code(rawValue: SQLITE_FULL)
    public static let cannotOpen = Code(rawValue: SQLITE_CANTOPEN)
    public static let notADatabase = Code(rawValue: SQLITE_NOTADB)
    public static let damaged = Code(rawValue: SQLITE_CORRUPT)
    public static let constraint = Code(rawValue: SQLITE_CONSTRAINT)
    /// A database, but not one that this version reads.
    public static let foreignFile = Code(rawValue: -1)
    public static let newerFile = Code(rawValue: -2)
    public static let settingsDiffer = Code(rawValue: -3)
    public static let runExists = Code(rawValue: -4)
    /// Another process is working on the run.
    public static let runInUse = Code(rawValue: -5)
    public static let noRun = Code(rawValue: -6)
    public static let unreadableRow = Code(rawValue: -7)
  }

  public let code: Code
  public let path: String
  public let message: String
  /// The statement that failed, where there was one.
  public let sql: String?
  public let hint: String?

  public init(
    _ code: Code, path: String, message: String, sql: String? = nil, hint: String? = nil
  ) {
    self.code = code
    self.path = path
    self.message = message
    self.sql = sql
    self.hint = hint
  }

  public var description: String {
    var text = "\(path): \(message)"
    if let sql { text += " (in: \(sql))" }
    if let hint { text += "\nhint: \(hint)" }
    return text
  }
}
