import Foundation
import LigatureCommand
import Testing

@Suite struct RunTests {
  @Test("data goes to the output and nothing else does")
  func data() async throws {
    let (status, output, notes) = try await SampleCommand.run(["weigh", "a", "b"])
    #expect(status == .done)
    #expect(output == "a,b\n")
    #expect(notes.isEmpty)
  }

  @Test("wrong use is told with a hint line and exit status 2")
  func wrongUse() async throws {
    let (status, output, notes) = try await SampleCommand.run(["weigh", "a", "--formatt=csv"])
    #expect(status == .nothingDone)
    #expect(output.isEmpty)
    #expect(notes == "error: unknown flag --formatt\nhint: did you mean --format?\n")
  }

  @Test("an unknown command names the nearest one")
  func unknownCommand() async throws {
    let (status, _, notes) = try await SampleCommand.run(["wiegh", "a"])
    #expect(status == .nothingDone)
    #expect(notes == "error: unknown command “wiegh”\nhint: did you mean “ligature weigh”?\n")
  }

  @Test("a command of two words is found, and its group has help")
  func groups() async throws {
    #expect(try await SampleCommand.run(["targets", "list"]).output == "ADRB1\n")
    #expect(try await SampleCommand.run(["targets", "lst"]).status == .nothingDone)
    #expect(try await SampleCommand.run(["targets", "--help"]).output.contains("targets list"))
  }

  @Test("help wins over missing arguments")
  func help() async throws {
    let (status, output, _) = try await SampleCommand.run(["weigh", "--help"])
    #expect(status == .done)
    #expect(
      output == """
        Weigh molecules.

        Usage: ligature weigh FILE… [flags]

        Prints one weight a line.

        Arguments:
          FILE…  Molecules.

        Flags:
          --format FORMAT   Output format. One of csv, tsv.
          --output, -o OUT  Output file.
          --start SMILES    A start. May be repeated.
          --dry-run         Only say what would be done.
          --quiet, -q       Write no progress and no notes; errors are still written.
          --no-color        Write no colors; setting NO_COLOR does the same.
          --help, -h        Show this help and exit.

        Examples:
          ligature weigh a.smi
              Weigh the molecules of a list.

        """)
  }

  @Test("every command has a summary, an example, and flags of one name each")
  func commands() {
    for command in Command.all {
      #expect(command.summary.hasSuffix("."), "\(command.name)")
      #expect(command.summary.count <= 70, "\(command.name)")
      #expect(!command.examples.isEmpty, "\(command.name)")
      let names = command.allFlags.flatMap { [$0.name, $0.letter].compactMap { $0 } }
      #expect(Set(names).count == names.count, "\(command.name)")
      for example in command.examples {
        #expect(example.line.contains("ligature \(command.name)"), "\(command.name)")
      }
    }
  }
}
