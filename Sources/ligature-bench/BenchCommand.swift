import Foundation

/// What keeps the program from measuring anything.
struct BenchError: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// The program's modes.
enum BenchCommand {
  static let help = """
    usage: ligature-bench [FILE] [--rounds N] [--limit N] [--only NAME] [--python PATH] [--no-peer]
           ligature-bench fuzz [--count N] [--seed S] [--reader NAME] [--input TEXT]

    Measures Ligature on one core, and RDKit beside it on the same molecules in alternating rounds,
    and prints JSON lines: the machine first, then one line for each benchmark.

      FILE           SMILES list or table, also gzipped (default Tests/Data/descriptors.csv.gz)
      --rounds N     rounds of each benchmark; medians are reported (default 5)
      --limit N      only the first N molecules of the file
      --only NAME    only the benchmark of this name; may be repeated
      --python PATH  the Python whose RDKit is the peer (default python3 where it has RDKit)
      --no-peer      measures Ligature alone

    fuzz reads mutated inputs in a child process, and ends with status 1 and the input when one of
    them crashes a reader, takes too long, or is not read back as it was written.

      --count N      inputs for each reader (default 100000)
      --seed S       start of the random sequence (default 1)
      --reader NAME  smiles, smarts, sdf, cml, table, pdbqt or all (default all)
      --input TEXT   reads this one input in this process

    """

  static func run(_ words: [String]) async throws -> Int32 {
    if words.contains("--help") || words.contains("-h") {
      FileHandle.standardOutput.write(Data(help.utf8))
      return 0
    }
    switch words.first {
    case "fuzz": return try await FuzzRun(WordReader(words.dropFirst())).run()
    case FuzzChild.mode: return try FuzzChild(Array(words.dropFirst())).run()
    default:
      try await BenchmarkRun(WordReader(words[...])).run()
      return 0
    }
  }
}

/// Options and the rest of a command line.
struct WordReader {
  private(set) var options: [String: [String]] = [:]
  private(set) var operands: [String] = []
  private static let withoutValue: Set<String> = ["--no-peer"]

  init(_ words: ArraySlice<String>) throws {
    var rest = words
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        operands.append(word)
        continue
      }
      if Self.withoutValue.contains(word) {
        options[word] = []
      } else if let value = rest.popFirst() {
        options[word, default: []].append(value)
      } else {
        throw BenchError("\(word) needs a value; see --help")
      }
    }
  }

  func text(_ name: String) -> String? { options[name]?.last }

  func number(_ name: String, else standard: Int) throws -> Int {
    guard let text = text(name) else { return standard }
    guard let number = Int(text), number > 0 else {
      throw BenchError("\(name) needs a whole number above 0, not '\(text)'")
    }
    return number
  }

  /// Refuses what a mode does not know.
  func allow(_ names: Set<String>, operands most: Int) throws {
    if let unknown = options.keys.sorted().first(where: { !names.contains($0) }) {
      throw BenchError("unknown option \(unknown); see --help")
    }
    if operands.count > most {
      throw BenchError("unexpected argument '\(operands[most])'; see --help")
    }
  }
}
