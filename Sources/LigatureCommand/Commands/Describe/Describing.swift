import MoleculeFiles
import Reports

/// A run of `describe`: reads, computes on every core, writes in the order of the input.
struct Describing {
  let request: DescribeRequest
  let session: Session

  init(_ request: DescribeRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    let output = try session.output(to: request.output)
    do {
      let status = try await session.interruption.guarding { try await write(to: output) }
      if status == .nothingDone { output.discard() } else { try output.finish() }
      return status
    } catch {
      output.discard()
      throw error
    }
  }

  private func write(to output: OutputFile) async throws -> ExitStatus {
    var input = MoleculeInput(
      request.files, format: request.input.format, columns: request.input.columns,
      notes: session.notes)
    var writer = DescriptionWriter(format: request.format, columns: request.columns)
    let progress = Progress("describing", total: nil, notes: session.notes)
    defer { progress.finish() }
    let columns = request.columns
    let drawing = writer.needsCoordinates ? Drawing(session: session, jobs: request.jobs) : nil
    var rows = 0
    var failed = 0
    try await forEachBatch(
      jobs: request.jobs,
      nextBatch: { input.nextBatch() },
      transform: { batch in
        var descriptions = batch.map { Description($0, columns: columns) }
        if let drawing { await drawing.draw(&descriptions) }
        return descriptions
      },
      consume: { descriptions in
        if rows == 0 { try output.write(writer.head) }
        let failures = descriptions.compactMap(\.entry.error)
        for error in failures { session.notes.error(error.description) }
        for description in descriptions { try output.write(writer.row(description)) }
        rows += descriptions.count
        failed += failures.count
        progress.advance(by: descriptions.count, failed: failures.count)
      })
    if rows == 0, input.unreadable == request.files.count { return .nothingDone }
    if rows == 0 { try output.write(writer.head) }
    try output.write(writer.tail)
    progress.finish()
    if let undrawn = await drawing?.finish(), undrawn > 0 {
      session.notes.warning(
        "\(undrawn) structures could not be drawn (an SD file without coordinates has no stereo); "
          + "“ligature doctor” tells whether Open Babel works")
    }
    if failed > 0 { session.notes.note("\(failed) of \(rows) entries are no molecules") }
    return failed > 0 || input.unreadable > 0 ? .someInputFailed : .done
  }
}
