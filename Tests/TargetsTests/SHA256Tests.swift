import Foundation
import Targets
import TestSupport
import Testing

/// Known answers of NIST (FIPS 180-4 examples and the CAVP byte vectors).
@Suite struct SHA256Tests {
  @Test(
    "NIST's known answers",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func known(text: String, digest: String) {
    #expect(SHA256.hexadecimal(of: Array(text.utf8)) == digest)
  }

  @Test("a million times the letter a") func long() {
    let digest = SHA256.hexadecimal(of: [UInt8](repeating: 0x61, count: 1_000_000))
    #expect(digest == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test("lengths around the border of a block agree with sha256sum") func borders() throws {
    for count in [55, 56, 63, 64, 65, 119, 120] {
      let bytes = [UInt8](repeating: 0x2e, count: count)
      #expect(try SHA256.hexadecimal(of: bytes) == sha256sum(bytes))
    }
  }

  @Test("a file is hashed as its bytes are, whatever the pieces it is read in") func file() throws {
    let folder = try TemporaryDirectory()
    for count in [0, 1, (1 << 20) - 1, (1 << 20) + 70] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) }
      try Data(bytes).write(to: folder.file("\(count)"))
      let digest = try SHA256.hexadecimal(ofFile: folder.file("\(count)"))
      #expect(try digest == sha256sum(bytes))
    }
  }

  func sha256sum(_ bytes: [UInt8]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum"]
    let input = Pipe()
    let output = Pipe()
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(bytes))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return String(text.prefix(64))
  }
}
