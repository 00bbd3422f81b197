import MoleculeFiles

/// The entries of several files, one file after another, in batches.
struct MoleculeInput {
  /// Entries in a batch: enough that handing one over costs nothing beside the chemistry.
  static let batchSize = 64
  /// Bytes of input after which a batch ends, so that long records do not pile up in memory.
  static let batchBytes = 1 << 20

  private var paths: ArraySlice<String>
  private let format: MoleculeFormat?
  private let columns: ColumnChoice
  private let notes: Notes
  private var reader: MoleculeReader?
  /// The open file, until it has given an entry.
  private var silent: String?
  /// How many files could not be opened, or held nothing.
  private(set) var unreadable = 0
  private let endsAtUnreadable: Bool

  /// - Parameter endsAtUnreadable: whether the files behind one that cannot be read are left.
  init(
    _ paths: [String], format: MoleculeFormat?, columns: ColumnChoice, notes: Notes,
    endsAtUnreadable: Bool = false
  ) {
    self.endsAtUnreadable = endsAtUnreadable
    self.paths = paths[...]
    self.format = format
    self.columns = columns
    self.notes = notes
  }

  /// The next entries; nil behind the last file. A file that cannot be opened or holds nothing is
  /// told of, counted and passed over.
  mutating func nextBatch(of size: Int = MoleculeInput.batchSize) -> [MoleculeEntry]? {
    var batch: [MoleculeEntry] = []
    var bytes = 0
    while batch.count < size, bytes < Self.batchBytes {
      if let entry = reader?.nextEntry() {
        batch.append(entry)
        bytes += entry.byteCount
        silent = nil
        continue
      }
      reader = nil
      if let path = silent {
        passOver("\(path == "-" ? "standard input" : path): there is no molecule in it")
        silent = nil
      }
      guard let path = paths.popFirst() else { break }
      do throws(FileError) {
        reader = try MoleculeReader(path: path, format: format, columns: columns)
        silent = path
      } catch {
        passOver(error.description)
      }
    }
    return batch.isEmpty ? nil : batch
  }

  private mutating func passOver(_ reason: String) {
    unreadable += 1
    notes.error(reason)
    if endsAtUnreadable { paths = [] }
  }
}
