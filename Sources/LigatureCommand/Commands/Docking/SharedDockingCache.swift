import Docking
import Foundation
import RunStore
import Targets

/// The cache that all runs of a user share. Its keys hold the hash of the engine's program, so that
/// two programs that give the same version do not share results.
struct SharedDockingCache: DockingCache {
  private let store: DockingCacheStore
  private let engine: String

  /// Nil where the cache cannot be opened; that is told of and costs nothing else.
  init?(engine: DockingEngine, environment: [String: String], notes: Notes) {
    do {
      store = try DockingCacheStore(at: DockingCacheStore.standardURL(environment: environment))
      self.engine = try SHA256.hexadecimal(ofFile: engine.executable)
    } catch {
      notes.warning("docking without the shared cache: \(error)")
      return nil
    }
  }

  func output(forKey key: String) async throws -> Data? {
    try await store.output(forKey: "\(engine) \(key)")
  }

  func store(_ output: Data, forKey key: String) async throws {
    try await store.store(output, forKey: "\(engine) \(key)")
  }
}
