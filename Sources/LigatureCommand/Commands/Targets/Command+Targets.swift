import Reports
import Targets

extension Command {
  package static let targetsList = Command(
    name: "targets list",
    summary: "List the protein targets that are there.",
    details: """
      Targets are looked up in the folders of $LIGATURE_TARGETS (separated by colons), then in the
      installed share, then in targets/ of the checkout.
      """,
    flags: [tableFormat],
    examples: [
      Example("ligature targets list", "Names, proteins and structures."),
      Example("ligature targets list --format jsonl", "The same for a program."),
    ]
  ) { typed, session in
    let format = try typed.choice("--format", as: TargetListing.Format.self) ?? .text
    return try TargetListing(library: session.targets, format: format).write(in: session)
  }

  package static let targetsShow = Command(
    name: "targets show",
    summary: "Show all that is known of a target.",
    details: "Names, structure, search box, key residues, known ligands, published scores, source.",
    positionals: [Positional("NAME|DIR", "A target's name or folder.", completion: .folder)],
    examples: [Example("ligature targets show ADRB1", "The β1 adrenergic receptor.")]
  ) { typed, session in
    do {
      let target = try session.targets.target(typed.positionals[0])
      try session.output.write(TargetSheet(target).text)
      return .done
    } catch let error as TargetError {
      throw CommandFailure(error.description, hint: "“ligature targets list” lists the names")
    }
  }

  package static let targetsCheck = Command(
    name: "targets check",
    summary: "Tell what is wrong with a target's folder.",
    details: """
      Checks target.xml against the schema, the receptor's SHA-256, the search box, and of each key
      residue its type in the receptor file and its distance from the center of the box. Findings
      have file and line; the exit status is 2 when one is an error.
      """,
    positionals: [
      Positional("NAME|DIR", "A target's name or folder.", count: .several, completion: .folder)
    ],
    examples: [
      Example("ligature targets check ADRB1", "A target that is there."),
      Example("ligature targets check ./mine", "A folder of your own."),
    ]
  ) { typed, session in
    var status = ExitStatus.done
    for name in typed.positionals where try !TargetReport.write(name, in: session) {
      status = .nothingDone
    }
    return status
  }

  private static let tableFormat = Flag(
    "--format", value: "FORMAT", "Format of the list.", standard: "text",
    completion: .choices(TargetListing.Format.allCases.map(\.rawValue)))
}
