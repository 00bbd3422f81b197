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

  @Test("behind a line beyond the limit the next one is read", arguments: [false, true])
  func afterLongLine(gzip: Bool) throws {
    let directory = try TemporaryDirectory()
    for length in [1001, 200_000, 3_000_000] {
      let data = Data(("a\n" + String(repeating: "C", count: length) + "\nb\nc").utf8)
      let url = directory.file("long\(length)")
      try (gzip ? Gzip.compressed(data) : data).write(to: url)
      let reader = try LineReader(contentsOf: url, longestLine: 1000)
      #expect(try reader.nextLine() == "a")
      #expect { try reader.nextLine() } throws: { ($0 as? CompressionError)?.code == .longLine }
      #expect(reader.lineNumber == 2)
      #expect(try reader.nextLine() == "b")
      #expect(try reader.nextLine() == "c")
      #expect(try reader.nextLine() == nil)
      #expect(reader.lineNumber == 4)
    }
  }

  @Test(
    "a name that says gzip and a content that does not are an error", arguments: ["", "CCO a\n"])
  func noGzip(text: String) throws {
    let directory = try TemporaryDirectory()
    let url = directory.file("list.smi.gz")
    try Data(text.utf8).write(to: url)
    let reader = try LineReader(contentsOf: url)
    #expect { try reader.next() } throws: { ($0 as? CompressionError)?.code == .notGzip }
  }

  @Test("damage in the middle leaves the lines before it, and every line once")
  func damaged() throws {
    let directory = try TemporaryDirectory()
    let url = directory.file("bad.smi.gz")
    let first = Data((0..<5000).map { "\($0)\n" }.joined().utf8)
    let second = try Gzip.compressed(Data((5000..<9000).map { "\($0)\n" }.joined().utf8))
    var packed = try Gzip.compressed(first) + second
    packed[packed.count - second.count / 2] ^= 0xff
    try packed.write(to: url)
    let reader = try LineReader(contentsOf: url)
    var lines: [String] = []
    #expect(throws: CompressionError.self) {
      while let line = try reader.nextLine() { lines.append(line) }
    }
    #expect(lines.count >= 5000)
    #expect(lines.prefix(5000).elementsEqual((0..<5000).map { "\($0)" }))
  }
}
