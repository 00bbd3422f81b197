import Conformers
import Editors
import MoleculeFiles

extension Command {
  package static let fragments = Command(
    name: "fragments",
    summary: "Make a fragment library of a list of molecules.",
    details: """
      Cuts each molecule at every single bond outside rings and counts what hangs there, with the kind
      of atom that carries it; charges are neutralized before. Writes a table: group (SMILES with * at
      the open end), count, and sites (letters for kinds of atoms), for optimize --fragments. Charged
      groups, and groups that bring a structural alert wherever they hang, are left out. An entry that
      is no molecule is told of, and the rest goes on.
      """,
    positionals: [Positional("FILE", "Molecules; - is standard input.", count: .several)],
    flags: [
      Flag("--each", value: "N", "Groups of each size at most, the commonest.", standard: "60"),
      Flag("--largest", value: "N", "Heavy atoms of a group at most.", standard: "14"),
      Flag(
        "--least", value: "N", "How often a group must occur on a kind of atom.",
        standard: "one in 2,000 molecules, and thrice"),
      Flag(
        "--output", letter: "-o", value: "OUT", "Where the table goes.",
        standard: "standard output", completion: .file),
    ] + InputFlags.flags,
    examples: [
      Example("ligature fragments inhouse.smi -o inhouse.tsv", "What our chemists attach."),
      Example(
        "ligature fragments drugs.sdf --each 20 --largest 10 -o few.tsv", "A smaller library."),
    ]
  ) { typed, session in
    let input = try InputFlags(typed)
    var settings = FragmentMine.Settings()
    settings.each = try typed.integer("--each", in: 1...100_000) ?? settings.each
    settings.largest = try typed.integer("--largest", in: 1...100) ?? settings.largest
    settings.least = try typed.integer("--least", in: 1...1_000_000_000)
    var mine = FragmentMine(settings)
    var molecules = MoleculeInput(
      typed.positionals, format: input.format, columns: input.columns, notes: session.notes)
    let progress = Progress("cutting", total: nil, notes: session.notes)
    var failed = 0
    while let batch = molecules.nextBatch() {
      if session.interruption.wasRequested { return .interrupted }
      for entry in batch.map(InputMolecule.init) {
        switch entry.molecule {
        case .success(let molecule):
          // Lists for docking are often protonated; an editor works on neutral molecules.
          mine.add((try? molecule.neutralized()) ?? molecule)
          progress.advance(failed: 0)
        case .failure(let error):
          failed += 1
          session.notes.error(error.description)
          progress.advance(failed: 1)
        }
      }
    }
    progress.finish()
    guard mine.molecules > 0 else { throw CommandFailure("there is no molecule to cut") }
    let table = mine.library()
    let output = try session.output(to: typed.text("--output"), from: typed.positionals)
    try output.write(table)
    try output.finish()
    session.notes.note(
      "\(table.split(separator: "\n").count - 1) groups of \(mine.molecules) molecules")
    return failed + molecules.unreadable > 0 ? .someInputFailed : .done
  }
}
