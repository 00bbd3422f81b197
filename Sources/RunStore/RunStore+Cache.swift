import Docking
import Foundation

/// A run keeps the engine's output of its own dockings, so that what was docked but not recorded
/// when it was cut off is not docked again.
extension RunStore: DockingCache {
  public func output(forKey key: String) throws(StoreError) -> Data? {
    try database.rows("SELECT output FROM engine_output WHERE key = ?", [.text(key)]) {
      (row) throws(StoreError) in row.data(0)
    }.first ?? nil
  }

  public func store(_ output: Data, forKey key: String) throws(StoreError) {
    try database.run(
      "INSERT OR IGNORE INTO engine_output (key, output, stored) VALUES (?, ?, ?)",
      [.text(key), .blob(output), .real(Self.now)])
  }
}

extension DockingCacheStore: DockingCache {}

/// Looks into one cache after the other and stores in all.
public struct LayeredDockingCache: DockingCache {
  public let layers: [any DockingCache]

  public init(_ layers: [any DockingCache]) { self.layers = layers }

  /// The first layer's output that has one; a layer that cannot be read is passed over if a later
  /// one has it.
  public func output(forKey key: String) async throws -> Data? {
    var failure: (any Error)?
    for layer in layers {
      do {
        if let output = try await layer.output(forKey: key) { return output }
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// Stores in every layer, also behind one that fails; throws the first failure.
  public func store(_ output: Data, forKey key: String) async throws {
    var failure: (any Error)?
    for layer in layers {
      do { try await layer.store(output, forKey: key) } catch { failure = failure ?? error }
    }
    if let failure { throw failure }
  }
}
