import Foundation
import LigatureCommand
import Synchronization

/// A command for tests of the framework, and what a run of it wrote.
enum SampleCommand {
  static let command = Command(
    name: "weigh", summary: "Weigh molecules.", details: "Prints one weight a line.",
    positionals: [Positional("FILE", "Molecules.", count: .several)],
    flags: [
      Flag("--format", value: "FORMAT", "Output format.", completion: .choices(["csv", "tsv"])),
      Flag("--output", letter: "-o", value: "OUT", "Output file.", completion: .file),
      Flag("--start", value: "SMILES", "A start.", repeats: true),
      Flag("--dry-run", "Only say what would be done."),
    ],
    examples: [Example("ligature weigh a.smi", "Weigh the molecules of a list.")]
  ) { typed, session in
    try session.output.write(typed.positionals.joined(separator: ",") + "\n")
    return .done
  }

  static let grouped = Command(
    name: "targets list", summary: "List targets.", details: ""
  ) { _, session in
    try session.output.write("ADRB1\n")
    return .done
  }

  static func run(_ arguments: [String]) async throws -> (
    status: ExitStatus, output: String, notes: String
  ) {
    let pipe = Pipe()
    let notes = Mutex("")
    let session = Session(
      environment: [:], executable: URL(fileURLWithPath: "/usr/bin/ligature"),
      output: OutputFile(descriptor: pipe.fileHandleForWriting.fileDescriptor),
      notes: Notes(style: .init()) { text in notes.withLock { $0 += text } })
    let status = await Ligature.run(
      arguments: arguments, commands: [command, grouped], in: session)
    try pipe.fileHandleForWriting.close()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    return (status, String(decoding: data, as: UTF8.self), notes.withLock { $0 })
  }
}
