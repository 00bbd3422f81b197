import Foundation
import TestSupport
import Testing

@Suite struct ConformersTests {
  private func fields(_ name: String, _ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    return lines.indices.filter { lines[$0] == ">  <\(name)>" }.map { String(lines[$0 + 1]) }
  }

  @Test("molecules come in the order of the input, lowest energy first; a bad line is told of")
  func list() async throws {
    let directory = try TemporaryDirectory()
    let run = try await LigatureRun.run(
      ["conformers", "-", "-n", "5", "--rmsd", "0.2", "--jobs", "2"], in: directory,
      input: "CCCC butane\nC1CC open\nc1ccccc1 benzene\n")
    #expect(run.status == 1)
    #expect(
      run.notes.contains(":2:2: ring closure 1 is never closed"), "\(run.notes)")
    let records = run.output.components(separatedBy: "$$$$\n").dropLast()
    #expect(records.map { $0.prefix { $0 != "\n" } } == ["butane", "butane", "butane", "benzene"])
    #expect(fields("conformer", run.output) == ["1", "2", "3", "1"])
    #expect(fields("relative_energy", run.output).first == "0.000")
    // Both gauche forms, mirror images: 0.78 kcal/mol above anti with RDKit's MMFF94.
    #expect(abs((Double(fields("relative_energy", run.output)[1]) ?? 0) - 0.78) < 0.05)
    #expect(Set(fields("force_field", run.output)) == ["MMFF94"])
  }

  @Test("the same seed gives the same file, with one job and with two")
  func determinism() async throws {
    let directory = try TemporaryDirectory()
    let input = "CCOC(=O)C1CCNCC1 a\nCC(C)CO b\nOB(O)c1ccccc1 c\n"
    var outputs: [String] = []
    for jobs in ["1", "2"] {
      let run = try await LigatureRun.run(
        ["conformers", "-", "-n", "3", "--seed", "7", "--jobs", jobs], in: directory, input: input)
      #expect(run.status == 0, "\(run.notes)")
      outputs.append(run.output)
    }
    #expect(outputs[0] == outputs[1])
  }

  @Test("--ph sets the charges")
  func charges() async throws {
    let directory = try TemporaryDirectory()
    let run = try await LigatureRun.run(
      ["conformers", "-", "-n", "1", "--ph", "7.4", "-o", "out.sdf"], in: directory,
      input: "NCCc1ccccc1 amine\n")
    #expect(run.status == 0)
    let text = try String(contentsOf: directory.file("out.sdf"), encoding: .utf8)
    #expect(text.contains("M  CHG  1   1   1"))
  }

  @Test(
    "wrong use is told, and nothing is written",
    arguments: [
      (["-n", "0"], "--count"), (["--rmsd", "-1"], "--rmsd"), (["--ph", "acid"], "as-written"),
      (["missing.smi"], "missing.smi"),
    ])
  func wrongUse(arguments: [String], words: String) async throws {
    let directory = try TemporaryDirectory()
    let file = arguments.first?.hasPrefix("-") == true ? ["-"] : []
    let run = try await LigatureRun.run(
      ["conformers"] + file + arguments + ["-o", "out.sdf"], in: directory, input: "C\n")
    #expect(run.status == 2)
    #expect(run.notes.contains(words), "\(run.notes)")
    #expect(!FileManager.default.fileExists(atPath: directory.file("out.sdf").path))
  }
}
