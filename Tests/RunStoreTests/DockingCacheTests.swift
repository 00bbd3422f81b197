import Foundation
import RunStore
import TestSupport
import Testing

@Suite("the docking cache")
struct DockingCacheTests {
  private let folder: TemporaryDirectory
  private var file: URL { folder.file("cache/ligature/docking.db") }

  init() throws { folder = try TemporaryDirectory() }

  @Test("gives back what was stored, also to the next process")
  func roundTrip() async throws {
    let output = Data((0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) })
    do {
      let cache = try DockingCacheStore(at: file)
      #expect(try await cache.output(forKey: "a") == nil)
      try await cache.store(output, forKey: "a")
      try await cache.store(Data(), forKey: "empty")
    }
    let cache = try DockingCacheStore(at: file)
    #expect(try await cache.output(forKey: "a") == output)
    #expect(try await cache.output(forKey: "empty") == Data())
    #expect(try await cache.output(forKey: "b") == nil)
  }

  @Test("the first output under a key stays")
  func first() async throws {
    let cache = try DockingCacheStore(at: file)
    try await cache.store(Data("one".utf8), forKey: "a")
    try await cache.store(Data("two".utf8), forKey: "a")
    #expect(try await cache.output(forKey: "a") == Data("one".utf8))
  }

  @Test("several writers that open the same new file at once lose nothing")
  func concurrent() async throws {
    let file = file
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<6 {
        group.addTask {
          // A connection of its own, as a process of its own would have.
          let cache = try DockingCacheStore(at: file)
          for entry in 0..<25 {
            try await cache.store(Data("\(writer) \(entry)".utf8), forKey: "\(writer)-\(entry)")
            try await cache.store(Data("shared \(entry)".utf8), forKey: "shared-\(entry)")
          }
        }
      }
      try await group.waitForAll()
    }
    let cache = try DockingCacheStore(at: file)
    #expect(try await cache.count() == 7 * 25)
    #expect(try await cache.output(forKey: "5-24") == Data("5 24".utf8))
  }

  @Test(
    "lies where the XDG Base Directory Specification says",
    arguments: [
      (["XDG_CACHE_HOME": "/var/c", "HOME": "/srv/a"], "/var/c/ligature/docking.db"),
      (["HOME": "/srv/a"], "/srv/a/.cache/ligature/docking.db"),
      (["XDG_CACHE_HOME": "", "HOME": "/srv/a"], "/srv/a/.cache/ligature/docking.db"),
      (["XDG_CACHE_HOME": "relative", "HOME": "/srv/a"], "/srv/a/.cache/ligature/docking.db"),
    ])
  func location(environment: [String: String], path: String) {
    #expect(DockingCacheStore.standardURL(environment: environment).path == path)
  }
}
