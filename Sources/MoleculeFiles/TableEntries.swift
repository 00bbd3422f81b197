/// The entries of a comma- or tab-separated table with a SMILES column.
struct TableEntries: EntrySource {
  private let lines: TextLines
  private var rows: DelimitedRows
  private let choice: ColumnChoice
  private var header: TableHeader?
  /// A first row that turned out to be data.
  private var pending: [DelimitedRows.Field]?

  init(lines: TextLines, separator: Character, choice: ColumnChoice) throws(FileError) {
    self.lines = lines
    self.choice = choice
    var separator = separator
    if let stated = try TableEntries.statedSeparator(lines) {
      separator = stated
    } else if separator == ",", let first = lines.peek(1).first?.text,
      !first.contains(","), TableHeader.looksLikeHeader(first, separator: ";")
    {
      // Spreadsheets in many European languages write semicolons.
      separator = ";"
    }
    rows = DelimitedRows(lines: lines, separator: separator.asciiValue ?? UInt8(ascii: ","))
    try readHeader()
  }

  /// That of a first line `sep=;`, as spreadsheets write and read it.
  private static func statedSeparator(_ lines: TextLines) throws(FileError) -> Character? {
    guard let first = lines.peek(1).first?.text, first.count == 5,
      first.lowercased().hasPrefix("sep="), let separator = first.last, separator.isASCII
    else { return nil }
    _ = try lines.next()
    return separator
  }

  mutating func next() throws(FileError) -> MoleculeEntry? {
    if let fields = pending {
      pending = nil
      return entry(fields)
    }
    switch try rows.next() {
    case nil: return nil
    case .failure(let error):
      return MoleculeEntry(
        name: "", file: lines.name, line: error.line ?? 0, column: error.column ?? 1,
        content: .failure(error))
    case .fields(let fields): return entry(fields)
    }
  }

  /// Finds the columns: by the user's choice, by the header's words, or, in a table without header,
  /// as the first field that is a molecule.
  private mutating func readHeader() throws(FileError) {
    guard let first = try rows.next() else { return }
    guard case .fields(let fields) = first else {
      if case .failure(let error) = first { throw error }
      return
    }
    let names = fields.map { String($0.text.trimmed) }
    let isData = fields.contains { field in
      if field.text.isEmpty { return false }
      if case .success = parsedSMILES(field.text) { return true }
      return false
    }
    let named = TableHeader.smilesColumn(of: names)
    let isHeader = named != nil || !isData
    let chosen = try choice.smiles.map { name throws(FileError) in try column(name, names, fields) }
    guard
      let smiles = chosen ?? named
        ?? (isData
          ? names.firstIndex {
            if case .success = parsedSMILES($0) { !$0.isEmpty } else { false }
          } : nil)
    else {
      throw FileError(
        code: .noSuchColumn, file: lines.name, line: fields.first?.line,
        message: "no column holds SMILES; the columns are \(TableEntries.list(names))",
        hint: "name the column with --smiles-column, or call it smiles")
    }
    var name = try choice.name.map { name throws(FileError) in try column(name, names, fields) }
    name = name ?? (isHeader ? TableHeader.nameColumn(of: names, besides: smiles) : nil)
    if !isHeader {
      pending = fields
      name = name ?? names.indices.first { $0 != smiles }
    }
    header = TableHeader(names: isHeader ? names : [], smilesColumn: smiles, nameColumn: name)
  }

  private func column(
    _ name: String, _ names: [String], _ fields: [DelimitedRows.Field]
  ) throws(FileError) -> Int {
    if let column = TableHeader.column(name, in: names, count: names.count) { return column }
    throw FileError(
      code: .noSuchColumn, file: lines.name, line: fields.first?.line,
      message: "there is no column \(name); the columns are \(TableEntries.list(names))",
      hint: "give a column's name or its number from 1")
  }

  static func list(_ names: [String]) -> String {
    names.prefix(12).joined(separator: ", ") + (names.count > 12 ? ", …" : "")
  }

  private func entry(_ fields: [DelimitedRows.Field]) -> MoleculeEntry? {
    guard let header, let first = fields.first else { return nil }
    let name = header.nameColumn.flatMap { fields.indices.contains($0) ? fields[$0].text : nil }
    guard fields.indices.contains(header.smilesColumn) else {
      return MoleculeEntry(
        name: name ?? "", file: lines.name, line: first.line, column: 1,
        content: .failure(
          FileError(
            code: .badRow, file: lines.name, line: first.line,
            column: first.excerpt.count + 1,
            message: "expected SMILES in column \(header.smilesColumn + 1), "
              + "found \(fields.count) field(s)",
            excerpt: first.excerpt)))
    }
    var properties: [MoleculeRecord.Property] = []
    for (index, field) in fields.enumerated()
    where index != header.smilesColumn && index != header.nameColumn {
      let isNamed = header.names.indices.contains(index) && !header.names[index].isEmpty
      // A separator at the end of a row is no further column.
      if !isNamed && field.text.isEmpty { continue }
      properties.append(
        .init(isNamed ? header.names[index] : "column \(index + 1)", field.text))
    }
    let field = fields[header.smilesColumn]
    let smiles = field.text.trimmed
    let lead = field.text.prefix { $0.isWhitespace }.count
    return MoleculeEntry(
      name: String((name ?? "").trimmed), file: lines.name, line: field.line,
      column: field.column + lead,
      content: .smiles(String(smiles), excerpt: field.excerpt), properties: properties)
  }
}
