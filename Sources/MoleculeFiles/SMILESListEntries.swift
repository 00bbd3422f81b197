/// The entries of a SMILES list: on each line SMILES, white space, name.
///
/// Blank lines and lines that begin with `#` are no entries. A first line that names its columns is
/// a header, not a molecule. Behind a tab, fields after the name become properties; a CXSMILES
/// extension `|…|` becomes the property `cxsmiles`.
struct SMILESListEntries: EntrySource {
  private let lines: TextLines
  private var header: TableHeader?
  private var isAtStart = true

  init(lines: TextLines) { self.lines = lines }

  mutating func next() throws(FileError) -> MoleculeEntry? {
    while let line = try lines.next() {
      let fields = SMILESListEntries.fields(of: line.text, header: header)
      guard let first = fields.first, !first.text.hasPrefix("#") else { continue }
      if isAtStart {
        isAtStart = false
        if let found = SMILESListEntries.header(in: line.text) {
          header = found
          continue
        }
      }
      return entry(line, fields)
    }
    return nil
  }

  private struct Field {
    let text: String
    let column: Int
  }

  private func entry(_ line: TextLines.Line, _ fields: [Field]) -> MoleculeEntry {
    let smilesColumn = header?.smilesColumn ?? 0
    guard smilesColumn < fields.count else {
      return MoleculeEntry(
        name: fields.first?.text ?? "", file: lines.name, line: line.number, column: 1,
        content: .failure(
          FileError(
            code: .badRow, file: lines.name, line: line.number,
            column: line.text.count + 1,
            message: "expected SMILES in field \(smilesColumn + 1), found \(fields.count) field(s)",
            excerpt: line.text)))
    }
    var properties: [MoleculeRecord.Property] = []
    var name = ""
    let nameColumn = header.map { $0.nameColumn ?? ($0.smilesColumn == 0 ? 1 : 0) } ?? 1
    for (index, field) in fields.enumerated() where index != smilesColumn {
      if index == nameColumn {
        name = SMILESListEntries.name(in: field.text, extensions: &properties)
      } else {
        let title = header?.names.indices.contains(index) == true ? header?.names[index] : nil
        properties.append(.init(title ?? "column \(index + 1)", field.text))
      }
    }
    let smiles = fields[smilesColumn]
    return MoleculeEntry(
      name: name, file: lines.name, line: line.number, column: smiles.column,
      content: .smiles(smiles.text, excerpt: line.text), properties: properties)
  }

  /// Takes a leading CXSMILES extension off the name.
  private static func name(
    in text: String, extensions: inout [MoleculeRecord.Property]
  ) -> String {
    guard text.hasPrefix("|"), let end = text.dropFirst().firstIndex(of: "|") else { return text }
    extensions.append(.init("cxsmiles", String(text[...end])))
    return String(text[text.index(after: end)...].drop(while: \.isWhitespace))
  }

  /// The header, if the line is one: a field names a SMILES column, and the first is no molecule.
  private static func header(in line: String) -> TableHeader? {
    let hasTabs = line.utf8.contains(0x09)
    let names = line.split { hasTabs ? $0 == "\t" : $0 == " " }
      .map { String($0.trimmed) }
    guard let first = names.first,
      let column = names.firstIndex(where: {
        TableHeader.smilesWords.contains(TableHeader.normalized($0))
      })
    else { return nil }
    if case .success = parsedSMILES(first) { return nil }
    return TableHeader(
      names: names, smilesColumn: column,
      nameColumn: TableHeader.nameColumn(of: names, besides: column))
  }

  /// SMILES up to the first white space; then fields by tabs, or else the rest as the name.
  private static func fields(of line: String, header: TableHeader?) -> [Field] {
    let bytes = Array(line.utf8)
    let isBlank = { (byte: UInt8) in byte == 0x20 || byte == 0x09 || byte == 0x0d }
    guard let start = bytes.firstIndex(where: { !isBlank($0) }) else { return [] }
    let last = bytes.lastIndex { !isBlank($0) } ?? start
    var fields: [Field] = []
    func append(_ range: Range<Int>) {
      var range = range
      while let first = range.first, isBlank(bytes[first]) { range = first + 1..<range.upperBound }
      while let final = range.last, isBlank(bytes[final]) { range = range.lowerBound..<final }
      let column = String(decoding: bytes[..<range.lowerBound], as: UTF8.self).count + 1
      fields.append(Field(text: String(decoding: bytes[range], as: UTF8.self), column: column))
    }
    let end = bytes[start...last].firstIndex(where: isBlank) ?? last + 1
    append(start..<end)
    guard end <= last else { return fields }
    // Where the header says that SMILES come later, every blank parts fields.
    let hasTabs = bytes[end...last].contains(0x09)
    let partsAtBlanks = !hasTabs && (header?.smilesColumn ?? 0) > 0
    var begin = bytes[end...last].firstIndex { !isBlank($0) } ?? end
    for index in begin...last
    where hasTabs ? bytes[index] == 0x09 : partsAtBlanks && isBlank(bytes[index]) {
      append(begin..<index)
      begin = index + 1
    }
    append(begin..<last + 1)
    return fields
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: SubSequence {
    var part = self[...]
    while part.first?.isWhitespace == true { part = part.dropFirst() }
    while part.last?.isWhitespace == true { part = part.dropLast() }
    return part
  }
}
