import Compression
import Foundation
import TestSupport
import Testing

@Suite struct LineReaderTests {
  func lines(_ data: Data, gzip: Bool, longestLine: Int = 1 << 20) throws -> [String] {
    let directory = try TemporaryDirectory()
    let url = directory.file("list.smi")
    try (gzip ? Gzip.compressed(data) : data).write(to: url)
    let reader = try LineReader(contentsOf: url, longestLine: longestLine)
    var lines: [String] = []
    while let line = try reader.nextLine() {
      lines.append(line)
      #expect(reader.lineNumber == lines.count)
    }
    return lines
  }

  @Test(
    "lines end with a line feed, with carriage return or without, and the last may end bare",
    arguments: [false, true])
  func lineEnds(gzip: Bool) throws {
    #expect(try lines(Data("a\r\n\nb c\nlast".utf8), gzip: gzip) == ["a", "", "b c", "last"])
    #expect(try lines(Data("a\n".utf8), gzip: gzip) == ["a"])
    #expect(try lines(Data(), gzip: gzip) == [])
    #expect(try lines(Data("x".utf8), gzip: gzip) == ["x"])
    #expect(try lines(Data("a\rb c\rlast".utf8), gzip: gzip) == ["a", "b c", "last"])
    #expect(try lines(Data("a\rb\nc\r".utf8), gzip: gzip) == ["a\rb", "c"])
  }

  @Test("lines that cross the borders of reading stay whole", arguments: [false, true])
  func long(gzip: Bool) throws {
    let expected = (0..<40_000).map { "line \($0) " + String(repeating: "C", count: $0 % 97) }
    let data = Data(expected.joined(separator: "\n").utf8)
    #expect(try lines(data, gzip: gzip) == expected)
  }

  @Test("a line beyond the limit is refused, with its number") func longestLine() throws {
    let data = Data(("ok\n" + String(repeating: "C", count: 500_000)).utf8)
    #expect { try lines(data, gzip: false, longestLine: 1000) } throws: {
      String(describing: $0).contains("line 2 has more than 1000 bytes")
    }
  }

  @Test("a truncated gzip file gives its lines and then the error") func truncated() throws {
    let directory = try TemporaryDirectory()
    let url = directory.file("cut.smi.gz")
    let text = Data((0..<5000).map { "\($0 &* 7919)\n" }.joined().utf8)
    try Gzip.compressed(text).dropLast(20).write(to: url)
    let reader = try LineReader(contentsOf: url)
    #expect(try reader.nextLine() == "0")
    #expect {
      while try reader.next() != nil {}
    } throws: {
      ($0 as? CompressionError)?.code == .truncated
        && ($0 as? CompressionError)?.file == url.path
    }
  }
}
