import LigatureCommand
import Testing

@Suite struct TypedArgumentsTests {
  func typed(_ words: String...) throws -> TypedArguments {
    try TypedArguments(command: SampleCommand.command, words: words)
  }

  @Test(
    "a value follows its flag, or an equals sign",
    arguments: [
      ["--format", "csv", "a.smi"], ["--format=csv", "a.smi"], ["a.smi", "--format", "csv"],
    ])
  func values(words: [String]) throws {
    let typed = try TypedArguments(command: SampleCommand.command, words: words)
    #expect(typed.text("--format") == "csv")
    #expect(typed.positionals == ["a.smi"])
  }

  @Test("a short flag takes its value apart or attached", arguments: ["-o x", "-ox", "-o=x"])
  func letters(line: String) throws {
    let words = line.split(separator: " ").map(String.init) + ["a.smi"]
    let typed = try TypedArguments(command: SampleCommand.command, words: words)
    #expect(typed.text("--output") == "x")
  }

  @Test("a double dash ends the flags")
  func doubleDash() throws {
    let typed = try typed("a.smi", "--", "--format", "-o")
    #expect(typed.positionals == ["a.smi", "--format", "-o"])
    #expect(!typed.has("--format"))
  }

  @Test("a single dash is standard input, not a flag")
  func standardInput() throws { #expect(try typed("-").positionals == ["-"]) }

  @Test("a flag's value may hold equals signs and begin with a dash")
  func oddValues() throws {
    #expect(try typed("a", "--start=C=C").text("--start") == "C=C")
    #expect(try typed("a", "--start", "-7").text("--start") == "-7")
  }

  @Test("a flag that repeats keeps every value in order")
  func repeats() throws {
    #expect(try typed("a", "--start", "C", "--start", "CC").texts("--start") == ["C", "CC"])
  }

  @Test(
    "wrong use is an error that names what is wrong",
    arguments: [
      (["a", "--format"], "--format needs a value: --format FORMAT"),
      (["a", "--format", "--dry-run"], "--format needs a value: --format FORMAT"),
      (["a", "--dry-run=yes"], "--dry-run takes no value, found “yes”"),
      (["a", "--format", "csv", "--format", "tsv"], "--format is given twice"),
      (["--dry-run"], "FILE is missing"),
      (["a", "--formt", "csv"], "unknown flag --formt"),
    ])
  func wrongUse(words: [String], message: String) {
    let error = #expect(throws: UsageError.self) {
      try TypedArguments(command: SampleCommand.command, words: words)
    }
    #expect(error?.message == message)
  }

  @Test("the hint for an unknown flag names the nearest flag")
  func nearestFlag() {
    let error = #expect(throws: UsageError.self) { try typed("a", "--dryrun") }
    #expect(error?.hint == "did you mean --dry-run?")
  }

  @Test("numbers outside their range are refused with the range")
  func numbers() throws {
    let typed = try typed("a", "--format", "0", "--output", "7.4")
    #expect(throws: UsageError("--format needs a whole number of at least 1, found “0”")) {
      try typed.integer("--format", in: 1...Int.max)
    }
    #expect(try typed.number("--output", in: 0...14) == 7.4)
    #expect(throws: UsageError("--output needs a whole number from 1 to 9, found “7.4”")) {
      try typed.integer("--output", in: 1...9)
    }
  }
}

@Suite struct NearestNameTests {
  @Test(
    "the nearest name has the fewest edits",
    arguments: [
      ("crippen_lopg", "crippen_logp"), ("logp", "crippen_logp"), ("QED", "qed"), ("tpas", "tpsa"),
    ])
  func nearest(typed: String, meant: String) {
    let names = ["mol_wt", "qed", "crippen_mr", "crippen_logp", "tpsa"]
    #expect(nearestName(to: typed, among: names) == meant)
  }

  @Test("nothing is suggested for a word that is far from every name")
  func none() { #expect(nearestName(to: "zzzzzz", among: ["qed", "tpsa"]) == nil) }
}
