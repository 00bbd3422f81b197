import Compression
import Foundation
import TestSupport
import Testing

@Suite struct GzipTests {
  let text = Data("CCO ethanol\nc1ccccc1 benzene\n".utf8)

  /// What the gzip program makes of the text.
  func gzip(_ data: Data) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-n", "-c"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(data)
    try input.fileHandleForWriting.close()
    let result = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return result
  }

  @Test("what gzip packed is unpacked") func unpacksGzip() throws {
    #expect(try Gzip.decompressed(gzip(text)) == text)
  }

  @Test("members in a row are one text, with padding behind them") func members() throws {
    let member = try gzip(text)
    #expect(try Gzip.decompressed(member + member) == text + text)
    #expect(try Gzip.decompressed(member + Data(count: 512)) == text)
  }

  @Test("what is packed is unpacked again", arguments: [0, 1, 65_536, 300_000])
  func roundTrip(count: Int) throws {
    let data = Data((0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 3) })
    let packed = try Gzip.compressed(data)
    #expect(Gzip.isGzip(packed))
    #expect(try Gzip.decompressed(packed) == data)
    #expect(try Gzip.compressed(data) == packed)
  }

  @Test("data cut anywhere are refused as truncated") func truncated() throws {
    let member = try gzip(text)
    for count in 2..<member.count {
      #expect { try Gzip.decompressed(member.prefix(count)) } throws: {
        ($0 as? CompressionError)?.code == .truncated
      }
    }
  }

  @Test("a wrong checksum and bytes behind the end are refused") func corrupt() throws {
    var wrong = try gzip(text)
    wrong[wrong.count - 6] ^= 1
    #expect { try Gzip.decompressed(wrong) } throws: {
      ($0 as? CompressionError)?.code == .corrupt
    }
    let behind = try gzip(text) + Data("more".utf8)
    #expect { try Gzip.decompressed(behind) } throws: {
      ($0 as? CompressionError)?.code == .corrupt
    }
  }

  @Test("plain text is not gzip") func plain() {
    #expect { try Gzip.decompressed(text) } throws: {
      ($0 as? CompressionError)?.code == .notGzip
    }
  }

  @Test("data that unpack beyond the limit are refused") func limit() throws {
    let bomb = try Gzip.compressed(Data(count: 50_000_000))
    #expect(bomb.count < 100_000)
    #expect { try Gzip.decompressed(bomb, limit: 1_000_000) } throws: {
      ($0 as? CompressionError)?.code == .tooLarge
    }
  }

  @Test("files are recognized by content, not by name") func contents() throws {
    let directory = try TemporaryDirectory()
    try Gzip.compressed(text).write(to: directory.file("packed.txt"))
    try text.write(to: directory.file("plain.gz"))
    #expect(try Gzip.contents(of: directory.file("packed.txt")) == text)
    #expect(try Gzip.contents(of: directory.file("plain.gz")) == text)
  }

  @Test("a missing file is named with its reason") func missing() throws {
    let directory = try TemporaryDirectory()
    #expect { try Gzip.contents(of: directory.file("none.smi.gz")) } throws: {
      String(describing: $0).hasSuffix(
        "none.smi.gz: cannot read the file: no such file")
    }
  }
}
