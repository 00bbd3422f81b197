extension Command {
  package static let report = Command(
    name: "report",
    summary: "Make the HTML page of a run of optimize or dock.",
    details: """
      Reads RUN/run.db and writes one HTML page without scripts that needs no network: of an
      optimization the best molecules with drawing, scores and feedback, and what was tried; of a
      docking run its table. Nothing is docked; a run that still goes on may be looked at.
      """,
    positionals: [Positional("RUN", "The folder of a run.", completion: .folder)],
    flags: [
      Flag(
        "--target", value: "NAME|DIR", "The run's protein target, where its name does not find it.",
        standard: "the recorded name", completion: .folder),
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
    let html = try await page.html()
    let output = try session.output(to: typed.text("--output"))
    try output.write(html)
    try output.finish()
    return .done
  }
}
