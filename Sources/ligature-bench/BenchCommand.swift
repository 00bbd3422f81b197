import Foundation

/// What keeps the program from measuring anything.
struct BenchError: Error {
  let message: String
  init(_ message: String) { self.message = message }
}

/// The program's modes.
enum BenchCommand {
  static let help = """
    usage: ligature-bench chemistry [FILE] [--rounds N] [--limit N] [--only NAME] [--python PATH]
                                    [--no-peer] [--accepted FILE]
           ligature-bench structures|editor|feedback [FILE] [--rounds N] [--limit N]
           ligature-bench optimize [LIBRARY] [-o DIR] [--target NAME] [--budget N] [--seeds S]
                                   [--arms NAMES] [--exhaustiveness N] [--engine-path P] [--jobs N]
           ligature-bench fuzz [--count N] [--seed S] [--reader NAME] [--input TEXT]

    chemistry measures reading, perception and descriptors on one core, with RDKit beside it on the
    same molecules in alternating rounds, then a search for the nearest among a million fingerprints
    against reading their memory once, and `ligature describe` with one job and with two. It prints
    JSON lines: the machine first, then one line for each benchmark. structures measures 3D
    structures and the columns that need Open Babel, editor the proposals of the editor without
    poses to lay molecules into, feedback what is said of 10 molecules (or --limit N) that it docks on ADRB1 before.

      FILE             SMILES list or table, also gzipped (default Tests/Data/zinc.smi.gz)
      --rounds N       rounds of each benchmark; medians are reported (default 5)
      --limit N        only the first N molecules of the file
      --only NAME      only the benchmark of this name; may be repeated
      --python PATH    the Python whose RDKit is the peer (default python3 where it has RDKit)
      --no-peer        measures Ligature alone
      --accepted FILE  lines of an earlier run to compare with; each line then tells the accepted
                       figure (default Sources/ligature-bench/accepted.jsonl where it exists)

    optimize tells what feedback brings: it runs `ligature optimize` for each seed and each arm, which
    differ in what the editor knows, and prints a line for each run and the medians of each arm.

      -o, --output DIR
                     where the runs are kept; what is there is not run again (default runs/arms)
      --arms NAMES   full, score (no statements), surrogate (random edits, picked by predicted
                     score), blind (random edits), library (molecules drawn from LIBRARY), with
                     commas (default all)
      --target NAME  folder below targets/ (default ADRB1)
      --budget N     docking calls of a run (default 150)
      --seeds S      runs of an arm (default 3)

    fuzz reads mutated inputs in a child process, and ends with status 1 and the input when one of
    them crashes a reader or takes too long. Texts that are not read back as they were written, as
    happens to odd aromatic rings in RDKit's model, are listed as unstable and must be rare.

      --count N      inputs for each reader (default 100000)
      --seed S       start of the random sequence (default 1)
      --reader NAME  smiles, smarts, sdf, cml, table, pdbqt or all (default all)
      --input TEXT   reads this one input in this process

    """

  static func note(_ text: String) {
    FileHandle.standardError.write(Data("ligature-bench: \(text)\n".utf8))
  }

  static func run(_ words: [String]) async throws -> Int32 {
    if words.contains("--help") || words.contains("-h") {
      FileHandle.standardOutput.write(Data(help.utf8))
      return 0
    }
    let rest = words.dropFirst()
    switch words.first {
    case "chemistry": try await BenchmarkRun(WordReader(rest)).run()
    case "structures": try await SideBenchmark(WordReader(rest)).structures()
    case "editor": try await SideBenchmark(WordReader(rest)).proposals()
    case "feedback": try await FeedbackBenchmark(WordReader(rest)).run()
    case "optimize": try await OptimizeBenchmark(WordReader(rest)).run()
    case "fuzz": return try await FuzzRun(WordReader(rest)).run()
    case FuzzChild.mode: return try FuzzChild(Array(rest)).run()
    default:
      throw BenchError(
        "expected chemistry, structures, editor, feedback, optimize or fuzz, found '\(words.first ?? "")'; see --help"
      )
    }
    return 0
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
      guard word.hasPrefix("-") else {
        operands.append(word)
        continue
      }
      let word = word == "-o" ? "--output" : word
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
