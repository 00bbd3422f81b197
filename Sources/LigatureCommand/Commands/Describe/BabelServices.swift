import Conformers
import MoleculeFiles
import Perception
import Reports
import Synchronization

/// What Open Babel adds to descriptions: drawing coordinates and some columns, a process for each
/// core. Nothing is started before it is needed.
final class BabelServices: Sendable {
  private let workers: StructureWorkers
  private let columns: [(place: Int, column: ExternalColumn)]
  private let undrawn = Mutex(Labels())
  /// Stereo that wedges cannot tell.
  private let unheld = Mutex(Labels())
  private let unknown = Mutex<[ExternalColumn: (count: Int, reason: String)]>([:])

  /// - Parameter columns: those of the descriptions, in their order.
  init(session: Session, jobs: Int, columns: [DescribeColumn]) {
    workers = StructureWorkers(worker: session.worker, count: jobs)
    self.columns = columns.enumerated().compactMap { place, column in
      if case .external(let external) = column { (place, external) } else { nil }
    }
  }

  /// Fills the external columns of a molecule; what cannot be computed stays empty and is counted.
  func fill(_ description: inout Description) async {
    guard !columns.isEmpty, case .success(let molecule) = description.entry.molecule else { return }
    for (place, column) in columns {
      do throws(ConformerError) {
        description.cells[place] = try await column.cell(of: molecule, workers)
      } catch {
        unknown.withLock { $0[column, default: (0, error.description)].count += 1 }
      }
    }
  }

  /// Drawing coordinates for a molecule that came without; an SD file tells stereo by them.
  func draw(_ description: inout Description) async {
    guard description.coordinates == nil, case .success(let molecule) = description.entry.molecule
    else { return }
    do throws(ConformerError) {
      description.coordinates = .planar(try await workers.depiction(of: molecule))
    } catch {
      undrawn.withLock { $0.add(description.entry.label) }
    }
    if !molecule.graph.extendedChirality.isEmpty {
      unheld.withLock { $0.add(description.entry.label) }
    }
  }

  /// Molecules that are counted, the first of them told by name.
  private struct Labels {
    private static let most = 10
    private(set) var count = 0
    private var first: [String] = []

    mutating func add(_ label: String) {
      count += 1
      if first.count < Self.most { first.append(label) }
    }

    var text: String { first.joined(separator: ", ") + (count > Self.most ? ", …" : "") }
  }

  /// Ends the workers and tells what they could not do.
  ///
  /// - Parameter format: of the report; in an SD file coordinates tell the stereo.
  /// - Returns: how many molecules lost something in the file.
  @discardableResult
  func finish(_ notes: Notes, format: TableFormat) async -> Int {
    await workers.shutDown()
    let undrawn = undrawn.withLock { $0 }
    if undrawn.count > 0 {
      let told =
        "\(undrawn.count) structure\(undrawn.count == 1 ? "" : "s") could not be drawn"
      if format == .sdf {
        notes.error(
          "\(told), so that the file has neither coordinates nor stereo of: \(undrawn.text)")
      } else {
        notes.warning("\(told): \(undrawn.text)")
      }
    }
    let unheld = unheld.withLock { $0 }
    if unheld.count > 0, format == .sdf {
      notes.error(
        "an SD file cannot hold the stereo of allenes and of square planar and higher centers: "
          + unheld.text)
    }
    let unknown = unknown.withLock { $0 }
    for column in ExternalColumn.allCases {
      guard let (count, reason) = unknown[column] else { continue }
      notes.warning("\(column.rawValue) is empty for \(count) molecules; the first: \(reason)")
    }
    return format == .sdf ? undrawn.count + unheld.count : 0
  }
}
