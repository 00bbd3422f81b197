import Foundation
import RunStore
import TestSupport
import Testing

@Suite("Rows and texts on disk")
struct SpillTests {
  private func order(
    _ keys: [SortedRows.Key], descending: Bool
  ) throws -> [Int] {
    let rows = try SortedRows()
    for (index, key) in keys.enumerated() { try rows.insert(key, Data("\(index)".utf8)) }
    var found: [Int] = []
    try rows.forEach(descending: descending) { data in
      found.append(Int(String(decoding: data, as: UTF8.self)) ?? -1)
    }
    return found
  }

  @Test("numbers are in order, equal ones as they came, missing and failed rows last both ways")
  func order() throws {
    let keys: [SortedRows.Key] = [
      .failed, .number(2), .missing, .number(-1), .number(2), .number(10), .failed, .number(.nan),
    ]
    #expect(try order(keys, descending: false) == [3, 1, 4, 5, 2, 7, 0, 6])
    #expect(try order(keys, descending: true) == [5, 1, 4, 3, 2, 7, 0, 6])
  }

  @Test("texts are in order of their code points")
  func texts() throws {
    let keys: [SortedRows.Key] = [.text("b"), .text("a"), .text("B"), .text("ä"), .text("10")]
    #expect(try order(keys, descending: false) == [4, 2, 1, 0, 3])
  }

  @Test("contents come back byte for byte, also empty ones and zeros")
  func contents() throws {
    let rows = try SortedRows()
    let contents = [Data([0, 255, 0]), Data(), Data("é\n".utf8)]
    for content in contents { try rows.insert(.missing, content) }
    var found: [Data] = []
    try rows.forEach(descending: false) { found.append($0) }
    #expect(found == contents)
  }

  @Test("a text is new once")
  func seen() throws {
    let seen = try SeenTexts()
    #expect(
      try ["C", "CC", "C", "c", "CC", ""].map { try seen.isNew($0) }
        == [true, true, false, true, false, true])
  }

  /// In a process of its own: the environment cannot be changed while other tests read it.
  @Test("the files have no name that could be left behind")
  func names() async {
    await #expect(processExitsWith: .success) {
      let directory = try TemporaryDirectory()
      setenv("SQLITE_TMPDIR", directory.url.path, 1)
      let rows = try SortedRows()
      // More than SQLite keeps in memory.
      let content = Data(count: 1 << 20)
      for index in 0..<48 { try rows.insert(.number(Double(-index)), content) }
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).isEmpty)
      var count = 0
      try rows.forEach(descending: false) { _ in count += 1 }
      #expect(count == 48)
      #expect(try FileManager.default.contentsOfDirectory(atPath: directory.url.path).isEmpty)
    }
  }
}
