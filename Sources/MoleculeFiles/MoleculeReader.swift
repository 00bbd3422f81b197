/// What finds the entries of one format.
protocol EntrySource {
  /// - Throws: `.unreadable` when the file breaks off, `.noSuchColumn` at its end where no record
  ///   has the field that was asked for; the entries before it stand. `.badRow` for a line that is
  ///   passed over.
  mutating func next() throws(FileError) -> MoleculeEntry?
}

/// Reads the molecules of a file one after another, in memory that does not grow with the file.
///
///     for record in try MoleculeReader(path: "drugs.smi.gz") {
///       switch record.molecule {
///       case .success(let molecule): …
///       case .failure(let error): print(error)  // file, line, column and a caret
///       }
///     }
///
/// A line that cannot be read is a record with an error, and the rest goes on. A file that breaks
/// off ends with a record that says so.
public final class MoleculeReader: Sequence, IteratorProtocol {
  public let format: MoleculeFormat
  private var source: any EntrySource
  private let name: String
  private var isAtEnd = false

  /// Opens a file, or standard input for `-`.
  ///
  /// - Parameters:
  ///   - format: nil takes it from the name, and from the content where the name does not tell.
  ///   - columns: which columns of a table to read.
  /// - Throws: `.unreadable`; `.unknownFormat`; `.noSuchColumn` for a table without SMILES.
  public init(
    path: String, format: MoleculeFormat? = nil, columns: ColumnChoice = ColumnChoice()
  ) throws(FileError) {
    if format == nil, let ending = MoleculeFormat.foreignEnding(of: path) {
      throw FileError(
        code: .unknownFormat, file: path,
        message:
          "molecules are not read from .\(ending) files; lists of SMILES, tables (.csv, .tsv), "
          + ".sdf, .mol and .cml are")
    }
    let lines = try TextLines(path: path)
    name = lines.name
    if let known = format ?? MoleculeFormat(path: path) {
      self.format = known
    } else {
      self.format = MoleculeFormat(firstLines: lines.peek(8).map(\.text))
    }
    source =
      switch self.format {
      case .smi:
        if let separator = SMILESListEntries.separator(of: lines) {
          try TableEntries(lines: lines, separator: separator, choice: columns)
        } else {
          SMILESListEntries(lines: lines, choice: columns)
        }
      case .csv: try TableEntries(lines: lines, separator: ",", choice: columns)
      case .tsv: try TableEntries(lines: lines, separator: "\t", choice: columns)
      case .sdf, .mol: SDEntries(lines: lines, choice: columns)
      case .cml: try CMLEntries(lines: lines)
      }
  }

  /// The next entry, not yet parsed, or nil behind the last one.
  public func nextEntry() -> MoleculeEntry? {
    guard !isAtEnd else { return nil }
    do throws(FileError) {
      if let entry = try source.next() { return entry }
      isAtEnd = true
      return nil
    } catch {
      // One bad line is passed over; a file that breaks off has no next one.
      isAtEnd = error.code != .badRow
      return MoleculeEntry(
        name: "", file: name, line: error.line ?? 1, column: error.column ?? 1,
        content: .failure(error))
    }
  }

  /// The next molecule, or nil behind the last one.
  public func next() -> MoleculeRecord? { nextEntry()?.record() }
}
