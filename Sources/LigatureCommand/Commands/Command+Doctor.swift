extension Command {
  package static let doctor = Command(
    name: "doctor",
    summary: "Check that everything is installed and sane.",
    details: """
      Runs the docking engine and the 3D worker, checks every target, and finds the share folder.
      The exit status is 2 when something is missing.
      """,
    flags: DockingEngineFlags.flags,
    examples: [
      Example("ligature doctor", "Check the installation."),
      Example("ligature doctor --engine-path ~/bin/vina_1.2.7", "Check another engine."),
    ]
  ) { typed, session in
    let findings = await Examination(typed, session: session).findings()
    for finding in findings { try session.output.write(finding.text + "\n") }
    return findings.contains { $0.verdict == .missing } ? .nothingDone : .done
  }
}
