extension Command {
  package static let report = Command(
    name: "report",
    summary: "Make the HTML page of a run of optimize or dock.",
    details: """
      Reads RUN/run.db and writes one HTML page that needs no network: of an
      optimization the best molecules with drawing, scores and feedback, and what was tried; of a
      docking run its table. Nothing is docked; a run that still goes on may be looked at.
      --lineage prints how one molecule of an optimization came about instead, from its starts on,
      with the sentence of feedback that asked for each edit.
      """,
    positionals: [Positional("RUN", "The folder of a run.", completion: .folder)],
    flags: [
      Flag(
        "--target", value: "NAME|DIR", "The run's protein target, where its name does not find it.",
        standard: "the recorded name", completion: .folder),
      Flag(
        "--lineage", value: "SMILES", "Print the ancestry of this molecule in place of the page."),
      Flag(
        "--output", letter: "-o", value: "FILE", "Where the page goes.",
        standard: "standard output", completion: .file),
    ],
    examples: [
      Example("ligature report runs/adrb1 -o adrb1.html", "The page of an optimization."),
      Example("ligature report runs/list -o list.html", "The page of a docking run."),
    ]
  ) { typed, session in
    let page = RunPage(
      folder: typed.positionals[0], target: typed.text("--target"), session: session)
    let text: String
    if let smiles = typed.text("--lineage") {
      text = try await page.lineage(of: smiles)
    } else {
      text = try await page.html()
    }
    let output = try session.output(to: typed.text("--output"), from: page.files)
    try output.write(text)
    try output.finish()
    return .done
  }
}
