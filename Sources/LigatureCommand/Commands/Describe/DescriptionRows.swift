import Descriptors
import MoleculeFiles
import Perception
import Reports
import RunStore

/// One entry on its way to the report: computed, judged, and written as text.
struct DescriptionRow: Sendable {
  enum Outcome: Sendable {
    case written(String)
    /// The condition does not hold.
    case passedOver
    /// No molecule, with the row that says so.
    case failed(FileError, String)
  }

  let outcome: Outcome
  let key: SortedRows.Key
  /// The same text for the same molecule; empty where it is not asked for.
  let identity: String
}

/// Turns entries into rows, on any core.
struct DescriptionRows: Sendable {
  private let request: DescribeRequest
  private let writer: DescriptionWriter
  private let services: BabelServices
  /// Columns of the report, then those that only the condition and the order ask for.
  private let columns: [DescribeColumn]
  private let conditionPlaces: [Int]
  private let orderPlace: Int?
  private let rings: RingSystemTable?

  init(
    _ request: DescribeRequest, writer: DescriptionWriter, session: Session
  ) throws(CommandFailure) {
    self.request = request
    self.writer = writer
    var columns = request.columns
    func place(of title: String) -> Int? {
      if let place = columns.firstIndex(where: { $0.title == title }) { return place }
      guard let column = DescribeColumn.known.first(where: { $0.title == title }) else {
        return nil
      }
      columns.append(column)
      return columns.count - 1
    }
    conditionPlaces = request.condition?.columns.compactMap { place(of: $0) } ?? []
    orderPlace = request.order.flatMap { place(of: $0.column.title) }
    self.columns = columns
    let needsRings = columns.contains { column in
      if case .rarity = column { true } else { false }
    }
    rings = needsRings ? try session.share.ringSystems() : nil
    services = BabelServices(session: session, jobs: request.jobs, columns: columns)
  }

  func rows(_ entries: [MoleculeEntry]) async -> [DescriptionRow] {
    var rows: [DescriptionRow] = []
    rows.reserveCapacity(entries.count)
    for entry in entries {
      // Nobody waits for the rest of the batch.
      if Task.isCancelled { return rows }
      rows.append(await row(entry))
    }
    return rows
  }

  /// Ends what was started, and tells what could not be done.
  ///
  /// - Returns: how many structures could not be drawn.
  @discardableResult
  func finish(_ notes: Notes) async -> Int { await services.finish(notes, format: writer.format) }

  private func row(_ entry: MoleculeEntry) async -> DescriptionRow {
    var description = Description(entry, columns: columns, rings: rings)
    if let error = description.entry.error {
      return DescriptionRow(
        outcome: .failed(error, writer.row(description)), key: .failed, identity: "")
    }
    await services.fill(&description)
    if let condition = request.condition,
      !condition.holds(for: conditionPlaces.map { description.cells[$0] })
    {
      return DescriptionRow(outcome: .passedOver, key: .missing, identity: "")
    }
    if writer.needsCoordinates { await services.draw(&description) }
    return DescriptionRow(
      outcome: .written(writer.row(description)),
      key: orderPlace.map { SortedRows.Key(description.cells[$0]) } ?? .missing,
      identity: request.isUnique ? description.molecule?.canonicalSMILES ?? "" : "")
  }
}

extension SortedRows.Key {
  fileprivate init(_ cell: Cell) {
    switch cell {
    case .integer(let number): self = .number(Double(number))
    case .number(let number, _): self = .number(number)
    case .text(let text): self = .text(text)
    case .empty: self = .missing
    }
  }
}
