import CSQLite
import Foundation

/// An open SQLite file. Closed when the value goes away.
///
/// Not shared between tasks: an actor owns it.
struct Database: ~Copyable {
  enum Access { case readOnly, readWrite }

  let path: String
  private let handle: OpaquePointer

  /// How long other processes are waited for, seconds.
  static let busyTimeout = 30.0

  /// Opens the file, creating it for `.readWrite`, and waits up to `busyTimeout` seconds for other
  /// processes from then on.
  init(
    path: String, access: Access, busyTimeout: Double = Self.busyTimeout
  ) throws(StoreError) {
    self.path = path
    let flags =
      switch access {
      case .readOnly: SQLITE_OPEN_READONLY
      case .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      }
    var opened: OpaquePointer?
    let status = sqlite3_open_v2(path, &opened, flags | SQLITE_OPEN_FULLMUTEX, nil)
    guard let opened, status == SQLITE_OK else {
      // SQLite allocates a handle for the message even when it cannot open the file.
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? "out of memory"
      sqlite3_close_v2(opened)
      throw StoreError(.init(rawValue: status), path: path, message: message)
    }
    handle = opened
    sqlite3_busy_timeout(handle, Int32(busyTimeout * 1000))
  }

  /// Opens a file that no other process can see. SQLite takes its name away as soon as it is made,
  /// so it is gone with the process, however that ends. It lies in `$SQLITE_TMPDIR`, `$TMPDIR`,
  /// `/var/tmp` or `/tmp`, and holds up to `cache` bytes in memory.
  ///
  /// - Parameter purpose: how errors name the file.
  static func temporary(for purpose: String, cache: Int) throws(StoreError) -> Database {
    let database = try Database(temporaryFor: purpose)
    // Nothing of it is to outlive a crash.
    try database.run("PRAGMA journal_mode = OFF")
    try database.run("PRAGMA synchronous = OFF")
    try database.run("PRAGMA temp_store = FILE")
    try database.run("PRAGMA cache_size = -\(max(64, cache / 1024))")
    return database
  }

  private init(temporaryFor purpose: String) throws(StoreError) {
    path = purpose
    var opened: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_FULLMUTEX
    let status = sqlite3_open_v2("", &opened, flags, nil)
    guard let opened, status == SQLITE_OK else {
      sqlite3_close_v2(opened)
      throw StoreError(
        .init(rawValue: status), path: path, message: "cannot make the file",
        hint: "name a folder with room in TMPDIR")
    }
    handle = opened
  }

  deinit { sqlite3_close_v2(handle) }

  /// Rows that the last statement changed.
  var changes: Int { Int(sqlite3_changes(handle)) }

  /// A statement that is run many times.
  func statement(_ sql: String) throws(StoreError) -> PreparedStatement {
    try PreparedStatement(sql, in: handle, path: path)
  }

  /// Runs one statement to its end.
  func run(_ sql: String, _ values: [Value] = []) throws(StoreError) {
    let statement = try PreparedStatement(sql, in: handle, path: path)
    try statement.bind(values)
    while try statement.step() {}
  }

  /// Every row of a query, read one by one.
  func rows<Element>(
    _ sql: String, _ values: [Value] = [],
    _ read: (borrowing Row) throws(StoreError) -> Element
  ) throws(StoreError) -> [Element] {
    let statement = try PreparedStatement(sql, in: handle, path: path)
    try statement.bind(values)
    var found: [Element] = []
    while try statement.step() { found.append(try read(statement.row)) }
    return found
  }

  func integer(_ sql: String, _ values: [Value] = []) throws(StoreError) -> Int? {
    try rows(sql, values) { (row) throws(StoreError) in row.integer(0) }.first ?? nil
  }

  /// All of the body or none of it, also after a kill.
  ///
  /// The write lock is taken at once: a transaction that began by reading could not wait for
  /// another writer.
  func transaction<Result>(
    _ body: () throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try run("BEGIN IMMEDIATE")
    do {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      // SQLite rolls some failures back by itself; a second rollback is refused and harmless.
      try? run("ROLLBACK")
      throw error
    }
  }
}

/// A prepared statement with its values bound. Finalized when the value goes away.
struct PreparedStatement: ~Copyable {
  private let handle: OpaquePointer
  private let database: OpaquePointer
  private let sql: String
  private let path: String

  fileprivate init(
    _ sql: String, in database: OpaquePointer, path: String
  ) throws(StoreError) {
    var prepared: OpaquePointer?
    let status = sqlite3_prepare_v2(database, sql, -1, &prepared, nil)
    guard let prepared, status == SQLITE_OK else {
      throw StoreError(
        .init(rawValue: status & 0xff), path: path,
        message: String(cString: sqlite3_errmsg(database)),
        sql: sql)
    }
    handle = prepared
    self.database = database
    self.sql = sql
    self.path = path
  }

  deinit { sqlite3_finalize(handle) }

  func bind(_ values: [Value]) throws(StoreError) {
    for (place, value) in values.enumerated() {
      guard bind(value, at: Int32(place + 1)) == SQLITE_OK else { throw failure() }
    }
  }

  /// Whether there is a row.
  func step() throws(StoreError) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default: throw failure()
    }
  }

  var row: Row { Row(handle: handle) }

  /// Runs it to its end with other values, and makes it ready for the next.
  func run(_ values: [Value]) throws(StoreError) {
    // What the last run ended with was told then.
    sqlite3_reset(handle)
    try bind(values)
    while try step() {}
  }

  private func bind(_ value: Value, at place: Int32) -> Int32 {
    // SQLite copies what it is given: the constant is SQLITE_TRANSIENT, a cast that Swift cannot
    // import.
    let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(handle, place)
    case .integer(let number): return sqlite3_bind_int64(handle, place, number)
    case .real(let number): return sqlite3_bind_double(handle, place, number)
    case .text(let text):
      let bytes = Array(text.utf8)
      return bytes.withUnsafeBytes {
        sqlite3_bind_text64(
          handle, place, $0.bindMemory(to: CChar.self).baseAddress, UInt64(bytes.count), transient,
          UInt8(SQLITE_UTF8))
      }
    case .blob(let data):
      guard !data.isEmpty else { return sqlite3_bind_zeroblob(handle, place, 0) }
      return data.withUnsafeBytes {
        sqlite3_bind_blob64(handle, place, $0.baseAddress, UInt64(data.count), transient)
      }
    }
  }

  private func failure() -> StoreError {
    StoreError(
      .init(rawValue: sqlite3_errcode(database) & 0xff), path: path,
      message: String(cString: sqlite3_errmsg(database)), sql: sql)
  }
}

/// The columns of the current row; valid until the next step.
struct Row: ~Copyable {
  fileprivate let handle: OpaquePointer

  func integer(_ column: Int32) -> Int? {
    isNull(column) ? nil : Int(sqlite3_column_int64(handle, column))
  }

  func real(_ column: Int32) -> Double? {
    isNull(column) ? nil : sqlite3_column_double(handle, column)
  }

  func text(_ column: Int32) -> String? {
    guard let bytes = sqlite3_column_text(handle, column) else { return nil }
    let count = Int(sqlite3_column_bytes(handle, column))
    return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  func data(_ column: Int32) -> Data? {
    guard !isNull(column) else { return nil }
    // An empty blob has no address.
    guard let bytes = sqlite3_column_blob(handle, column) else { return Data() }
    return Data(bytes: bytes, count: Int(sqlite3_column_bytes(handle, column)))
  }

  private func isNull(_ column: Int32) -> Bool {
    sqlite3_column_type(handle, column) == SQLITE_NULL
  }
}
