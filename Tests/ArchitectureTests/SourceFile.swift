import Foundation
import TestSupport

/// A Swift file of the checkout.
struct SourceFile: Sendable, CustomStringConvertible {
  /// Path from the root of the checkout.
  let path: String
  let text: String

  var description: String { path }

  var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// Number of lines, the empty one behind the last line end not counted.
  var length: Int { lines.count - (text.hasSuffix("\n") ? 1 : 0) }

  var imports: [String] {
    lines.compactMap { line in
      let words = line.split(whereSeparator: { $0 == " " || $0 == ";" })
      guard let place = words.firstIndex(of: "import"), place + 1 < words.count,
        words[..<place].allSatisfy({ $0.hasPrefix("@") || modifiers.contains(String($0)) })
      else { return nil }
      let rest = words[(place + 1)...]
      let name = kinds.contains(String(rest[place + 1])) ? rest.dropFirst().first : rest.first
      return name.map { String($0.split(separator: ".")[0]) }
    }
  }

  /// The text without comments and string literals: what the compiler acts on.
  var code: String {
    text.replacing(/\/\*[\s\S]*?\*\//, with: "")
      .replacing(/#"[^\n]*?"#/, with: "\"\"")
      .replacing(/"""[\s\S]*?"""/, with: "\"\"")
      .replacing(/"(\\.|[^"\\\n])*"/, with: "\"\"")
      .replacing(/\/\/[^\n]*/, with: "")
  }

  /// The Swift files below a folder of the checkout, in the order of their paths.
  static func all(below folder: String, suffixes: [String] = [".swift"]) throws -> [SourceFile] {
    let root = Checkout.root.appendingPathComponent(folder)
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted()
    return try paths.filter { path in suffixes.contains { path.hasSuffix($0) } }.map { path in
      SourceFile(
        path: "\(folder)/\(path)",
        text: try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
    }
  }
}

private let modifiers: Set<String> = ["public", "package", "internal", "private", "fileprivate"]
private let kinds: Set<String> = [
  "struct", "class", "enum", "protocol", "typealias", "func", "let", "var",
]
