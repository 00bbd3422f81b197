import MoleculeFiles
import Reports
import RunStore

/// A run of `describe`: reads, computes on every core, writes in the order of the input or of a
/// column.
struct Describing {
  let request: DescribeRequest
  let session: Session

  init(_ request: DescribeRequest, session: Session) {
    self.request = request
    self.session = session
  }

  func run() async throws -> ExitStatus {
    try await session.writing(to: request.output, from: request.files) { output in
      try await write(to: output)
    }
  }

  private func write(to output: OutputFile) async throws -> ExitStatus {
    let writer = DescriptionWriter(format: request.format, columns: request.columns)
    let ledger = try ReportLedger(request, writer: writer, output: output, notes: session.notes)
    let rows = try DescriptionRows(request, writer: writer, session: session)
    let counts: ReportLedger.Counts
    do {
      let batches = OrderedBatches(
        jobs: request.jobs, nextBatch: { ledger.nextBatch() }, consume: { try ledger.take($0) })
      do { try await batches.run { await rows.rows($0) } } catch is ReportLedger.Stopped {
        session.notes.note("stopped at the first entry that is no molecule (--errors strict)")
      }
      counts = try ledger.finish()
    } catch {
      await rows.finish(session.notes)
      throw error
    }
    let undrawn = await rows.finish(session.notes)
    tell(counts)
    if counts.entries == 0, counts.unreadableFiles == request.files.count { return .nothingDone }
    let isWhole = counts.failed == 0 && counts.unreadableFiles == 0 && undrawn == 0
    return isWhole ? .done : .someInputFailed
  }

  /// What is not in the report is told of.
  private func tell(_ counts: ReportLedger.Counts) {
    let total = counts.entries
    if counts.failed > 0 {
      let fate = request.errors == .skip ? " and left out" : ""
      session.notes.note("\(counts.failed) of \(total) entries are no molecules\(fate)")
    }
    if request.condition != nil {
      session.notes.note(
        "\(counts.passedOver) of \(total) entries do not meet --where and are left out")
    }
    if request.isUnique {
      session.notes.note("\(counts.duplicates) of \(total) entries are duplicates and left out")
    }
  }
}
