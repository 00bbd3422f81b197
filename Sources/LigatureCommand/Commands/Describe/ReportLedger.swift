import Foundation
import MoleculeFiles
import RunStore
import Synchronization

/// Where rows become the report: duplicates are dropped, the order is made, everything is counted.
/// It also hands out the input, so that both ends of the work have one owner.
final class ReportLedger: Sendable {
  struct Counts {
    /// Entries of the input.
    var entries = 0
    var rows = 0
    var failed = 0
    var passedOver = 0
    var duplicates = 0
    var unreadableFiles = 0
  }

  /// The first bad entry ended the run, as `--errors strict` asks.
  struct Stopped: Error {}

  private struct State {
    var input: MoleculeInput
    var counts = Counts()
    /// Nil where rows are written as they come.
    var sorted: SortedRows?
    var seen: SeenTexts?
  }

  private let request: DescribeRequest
  private let output: OutputFile
  private let writer: DescriptionWriter
  private let notes: Notes
  private let progress: Progress
  private let state: Mutex<State>

  init(
    _ request: DescribeRequest, writer: DescriptionWriter, output: OutputFile, notes: Notes
  ) throws(StoreError) {
    self.request = request
    self.output = output
    self.writer = writer
    self.notes = notes
    progress = Progress("describing", total: nil, notes: notes)
    let input = MoleculeInput(
      request.files, format: request.input.format, columns: request.input.columns, notes: notes,
      endsAtUnreadable: request.errors == .strict)
    state = Mutex(
      State(
        input: input, sorted: request.order == nil ? nil : try SortedRows(),
        seen: request.isUnique ? try SeenTexts() : nil))
  }

  func nextBatch() -> [MoleculeEntry]? { state.withLock { $0.input.nextBatch() } }

  /// Takes the rows of a batch, the batches being in order.
  func take(_ rows: [DescriptionRow]) throws {
    try state.withLock { state in
      if state.counts.entries == 0, state.sorted == nil { try output.write(writer.head) }
      let failedBefore = state.counts.failed
      for row in rows { try take(row, &state) }
      progress.advance(by: rows.count, failed: state.counts.failed - failedBefore)
    }
  }

  private func take(_ row: DescriptionRow, _ state: inout State) throws {
    state.counts.entries += 1
    switch row.outcome {
    case .passedOver: state.counts.passedOver += 1
    case .written(let text):
      if let seen = state.seen, try !seen.isNew(row.identity) {
        state.counts.duplicates += 1
      } else {
        try write(text, row.key, &state)
      }
    case .failed(let error, let text):
      state.counts.failed += 1
      notes.error(error.description)
      switch request.errors {
      case .report: try write(text, row.key, &state)
      case .skip: break
      case .strict: throw Stopped()
      }
    }
  }

  private func write(_ text: String, _ key: SortedRows.Key, _ state: inout State) throws {
    state.counts.rows += 1
    if let sorted = state.sorted {
      try sorted.insert(key, Data(text.utf8))
    } else {
      try output.write(text)
    }
  }

  /// Writes what had to wait, and the end.
  ///
  /// - Returns: the counts; no entry at all leaves the output empty.
  func finish() throws -> Counts {
    defer { progress.finish() }
    return try state.withLock { state in
      state.counts.unreadableFiles = state.input.unreadable
      let isNothing =
        state.counts.entries == 0 && state.counts.unreadableFiles == request.files.count
      if isNothing { return state.counts }
      if state.counts.entries == 0 || state.sorted != nil { try output.write(writer.head) }
      try state.sorted?.forEach(descending: request.order?.isDescending == true) { text in
        try Task.checkCancellation()
        try output.write(text)
      }
      let failed = request.errors == .report ? state.counts.failed : 0
      try output.write(writer.tail(rows: state.counts.rows, failed: failed))
      return state.counts
    }
  }
}
