import Docking

extension Command {
  package static let conformers = Command(
    name: "conformers",
    summary: "Write low-energy conformers of molecules.",
    details: """
      Writes an SD file: the conformers of each molecule, lowest energy first, in the order of the
      input, with all hydrogens. Fields: conformer, energy (kcal/mol in vacuum), relative_energy and
      force_field (MMFF94, or UFF where that lacks parameters). Each has the stereo of its molecule,
      and where that leaves stereo open all have one form, which is told; conformers that are equal
      but for symmetry are written once. The search ends when nothing new is found, so rigid
      molecules have fewer than N. Isotopes of hydrogen are written as hydrogen. A molecule that
      cannot be embedded is told of, and the rest goes on.
      """,
    positionals: [Positional("FILE", "Molecules; - is standard input.", count: .several)],
    flags: [
      Flag(
        "--count", letter: "-n", value: "N", "Conformers of a molecule at most.", standard: "50"),
      Flag(
        "--rmsd", value: "A", "Heavy-atom RMSD below which two conformers are one, Å.",
        standard: "0.5"),
      Flag(
        "--window", value: "E",
        "Energy above the lowest up to which conformers are kept, kcal/mol.",
        standard: "10"),
      Flag("--seed", value: "N", "Seed of everything random.", standard: "1"),
      ProtonationFlag.flag(standard: "as-written"),
      Flag(
        "--salts", value: "POLICY",
        "What becomes of a molecule of several fragments: its largest organic fragment is embedded, "
          + "or it fails.", standard: "strip",
        completion: .choices(SaltStripping.Policy.allCases.map(\.rawValue))),
      Flag(
        "--output", letter: "-o", value: "OUT",
        "Where the SD file goes, gzipped if it ends with .gz.",
        standard: "standard output", completion: .file),
    ] + InputFlags.flags + [Flag.jobs],
    examples: [
      Example("ligature conformers drugs.smi -n 50 -o drugs.sdf", "At most 50 of each."),
      Example(
        "ligature conformers list.smi -n 1 --ph 7.4 -o list.sdf.gz",
        "One each, charged as at pH 7.4."),
    ]
  ) { typed, session in
    let request = try ConformersRequest(typed, cores: session.cores)
    return try await ConformerRun(request, session: session).run()
  }
}
