/// The entries of an SD file: connection table, data fields, `$$$$`. A MOL file is one without it,
/// and several of them one after the other are read too.
struct SDEntries: EntrySource {
  private let lines: TextLines
  /// The data field that holds the name; nil for the title line.
  private let nameField: String?
  /// Whether a record had it, or there is nothing more to tell.
  private var isNameKnown: Bool
  /// The data fields of the first record.
  private var fields: [String]?
  /// The first lines of an entry that began without `$$$$` before it.
  private var begun: (lines: [String], first: Int)?

  init(lines: TextLines, choice: ColumnChoice) {
    self.lines = lines
    nameField = choice.name
    isNameKnown = choice.name == nil
  }

  /// Bytes of a record beyond which it is refused: memory must not grow with a file that has no
  /// `$$$$`.
  private static let longestRecord = 1 << 23

  mutating func next() throws(FileError) -> MoleculeEntry? {
    var block = begun?.lines ?? []
    var first = begun?.first
    begun = nil
    var bytes = 0
    var end: Int?
    var fault: FileError?
    while let line = try nextLine(&fault) {
      if line.text.utf8.starts(with: "$$$$".utf8) {
        return fault.map { failure($0) } ?? entry(block, line: first ?? line.number)
      }
      if first == nil { first = line.number }
      if let end, fault == nil, Self.isCountsLine(line.text),
        block.count - end > Self.linesBeforeCounts
      {
        begun = (
          block.suffix(Self.linesBeforeCounts) + [line.text], line.number - Self.linesBeforeCounts
        )
        return entry(Array(block.dropLast(Self.linesBeforeCounts)), line: first ?? line.number)
      }
      if line.text.hasPrefix("M  END") { end = block.count }
      bytes += line.text.utf8.count + 1
      if bytes > Self.longestRecord, fault == nil {
        fault = FileError(
          code: .badConnectionTable, file: lines.name, line: first,
          message: "a record of more than \(Self.longestRecord >> 20) MiB",
          hint: "records end with a line $$$$")
        block = []
      }
      if fault == nil { block.append(line.text) }
    }
    if let fault { return failure(fault) }
    // Blank lines behind the last separator are no molecule.
    guard let first, block.contains(where: { !$0.trimmed.isEmpty }) else {
      try checkNames()
      return nil
    }
    return entry(block, line: first)
  }

  private static let linesBeforeCounts = 3

  /// `"  6  6  0  0  0  0  0  0  0  0999 V2000"`.
  private static func isCountsLine(_ line: String) -> Bool {
    let text = line.trimmed
    return (text.hasSuffix("V2000") || text.hasSuffix("V3000"))
      && line.prefix(6).allSatisfy { $0 == " " || $0.isNumber } && line.utf8.count > 20
  }

  /// The next line; one that is too long is the fault of its record alone.
  private func nextLine(_ fault: inout FileError?) throws(FileError) -> TextLines.Line? {
    while true {
      do throws(FileError) { return try lines.next() } catch {
        guard error.code == .badRow else { throw error }
        fault = fault ?? error
      }
    }
  }

  private func failure(_ error: FileError) -> MoleculeEntry {
    MoleculeEntry(
      name: "", file: lines.name, line: error.line ?? 1, column: 1, content: .failure(error))
  }

  private mutating func entry(_ block: [String], line: Int) -> MoleculeEntry {
    var name = String((block.first ?? "").trimmed)
    if let nameField {
      let properties = SDRecord.properties(of: block)
      fields = fields ?? properties.map(\.name)
      if let field = properties.first(where: { $0.name == nameField }) {
        isNameKnown = true
        if let value = field.value.split(separator: "\n").first { name = String(value.trimmed) }
      }
    }
    return MoleculeEntry(
      name: name, file: lines.name, line: line, column: 1, content: .connectionTable(block))
  }

  /// - Throws: at the end of a file of which no record has the field that was asked for.
  private mutating func checkNames() throws(FileError) {
    guard !isNameKnown, let nameField, let fields else { return }
    isNameKnown = true
    throw FileError(
      code: .noSuchColumn, file: lines.name,
      message: "no record has a data field \(nameField), so names are those of the title lines; "
        + (fields.isEmpty
          ? "the first record has no fields"
          : "the fields of the first record are \(TableEntries.list(fields))"))
  }
}
