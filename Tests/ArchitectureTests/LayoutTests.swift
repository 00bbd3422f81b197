import Foundation
import TestSupport
import Testing

@Suite struct LayoutTests {
  /// Tables of data may be long.
  func isTable(_ file: SourceFile) -> Bool { file.path.hasSuffix("+Table.swift") }

  @Test("files are short: half within 120 lines, nine tenths within 350, all within 500")
  func fileLengths() throws {
    let files =
      try SourceFile.all(below: "Sources", suffixes: [".swift", ".cpp", ".h"])
      + SourceFile.all(below: "shim", suffixes: [".c", ".cpp", ".h"])
    let lengths = files.filter { !isTable($0) }.map(\.length).sorted()
    try #require(!lengths.isEmpty)
    #expect(lengths[lengths.count / 2] <= 120)
    #expect(lengths[min(lengths.count - 1, lengths.count * 9 / 10)] <= 350)
    for file in files where !isTable(file) {
      #expect(file.length <= 500, "\(file.path) has \(file.length) lines")
    }
  }

  /// The formatter breaks code, and leaves comments as they are.
  @Test("comments but for examples in them are within 100 columns")
  func commentWidths() throws {
    for file in try SourceFile.all(below: "Sources") + SourceFile.all(below: "Tests") {
      for line in file.text.split(separator: "\n") where line.count > 100 {
        let text = line.drop { $0 == " " }
        #expect(!text.hasPrefix("//") || text.hasPrefix("///     "), "\(file.path): \(line)")
      }
    }
  }

  @Test("sources neither force nor trap: no try!, as!, nor forced unwrapping")
  func noForce() throws {
    let force = /\btry!|\bas!|[A-Za-z0-9_\)\]]!(?![=])/
    for file in try SourceFile.all(below: "Sources") {
      for (number, line) in file.code.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      where line.firstMatch(of: force) != nil {
        Issue.record("\(file.path) near line \(number + 1): \(line)")
      }
    }
  }

  @Test("nothing is left for later")
  func noStubs() throws {
    let marks = /\b(TODO|FIXME|XXX|HACK)\b|not implemented/
    for file in try allText() where !file.path.contains("ArchitectureTests") {
      let mark = file.text.firstMatch(of: marks)?.output.0
      #expect(mark == nil, "\(file.path) says \(mark ?? "")")
    }
  }

  @Test("no file names a place of one machine")
  func noMachinePaths() throws {
    let places = ["/home/", "/Users/", "/root/", "/opt/", "/mnt/"]
    for file in try allText() where !file.path.hasPrefix("Tests/") {
      for place in places where file.text.contains(place) {
        Issue.record("\(file.path) names \(place)")
      }
    }
  }

  @Test("tests reach other modules by package access, so that one build serves all")
  func noTestableImports() throws {
    let attribute = "@test" + "able"
    for file in try SourceFile.all(below: "Tests") where !file.path.contains("ArchitectureTests") {
      #expect(!file.text.contains(attribute), "\(file.path) has a testable import")
    }
  }

  @Test("names tell the job, not that there is one")
  func names() throws {
    let names =
      /\b(struct|class|enum|actor|protocol)\s+\w*(Manager|Helper|Utils?|Handler|Service)\b/
    for file in try SourceFile.all(below: "Sources") {
      let name = file.code.firstMatch(of: names)?.output.0
      #expect(name == nil, "\(file.path): \(name ?? "")")
    }
  }

  private func allText() throws -> [SourceFile] {
    let suffixes = [".swift", ".c", ".cpp", ".h", ".md", ".sh"]
    return try ["Sources", "Tests", "shim"].flatMap {
      try SourceFile.all(below: $0, suffixes: suffixes)
    }
  }
}
