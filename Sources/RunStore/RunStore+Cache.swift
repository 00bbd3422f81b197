import Foundation

/// A run keeps the engine's output of its own dockings, so that it can be resumed and reported when
/// the shared cache is gone.
extension RunStore {
  public func output(forKey key: String) throws(StoreError) -> Data? {
    try database.rows("SELECT output FROM docking WHERE key = ?", [.text(key)]) {
      (row) throws(StoreError) in row.data(0)
    }.first ?? nil
  }

  public func store(_ output: Data, forKey key: String) throws(StoreError) {
    try database.run(
      "INSERT OR IGNORE INTO docking (key, output, stored) VALUES (?, ?, ?)",
      [.text(key), .blob(output), .real(Self.now)])
  }
}
