/// The entries of a SMILES list: on each line SMILES, white space, name.
///
/// Blank lines and lines that begin with `#` are no entries. A first line that names its columns is
/// a header, not a molecule. Behind a tab, fields after the name become properties; a CXSMILES
/// extension `|…|` behind the SMILES, which may hold blanks, becomes the property `cxsmiles`.
struct SMILESListEntries: EntrySource {
  /// The property that holds a CXSMILES extension.
  static let extensionName = "cxsmiles"

  private let lines: TextLines
  private var header: TableHeader?
  private var isAtStart = true

  private let choice: ColumnChoice

  init(lines: TextLines, choice: ColumnChoice = ColumnChoice()) {
    self.lines = lines
    self.choice = choice
  }

  /// The separator of a list that is in truth a table: neither a comma nor a semicolon is part of
  /// any SMILES, so a file whose lines all have one, the first line before any blank, is one.
  static func separator(of lines: TextLines) -> Character? {
    let texts = lines.peek(8).map(\.text).filter { line in
      !line.allSatisfy(\.isWhitespace) && !line.hasPrefix("#")
    }
    let marks: Set<Character> = [",", ";", " ", "\t"]
    guard let mark = texts.first?.first(where: { marks.contains($0) }), mark == "," || mark == ";",
      texts.allSatisfy({ $0.contains(mark) })
    else { return nil }
    return mark
  }

  mutating func next() throws(FileError) -> MoleculeEntry? {
    while let line = try lines.next() {
      let isBlank = line.text.utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
      guard !isBlank, !line.text.utf8.starts(with: "#".utf8) else { continue }
      if isAtStart {
        isAtStart = false
        if try readHeader(line) { continue }
      }
      return entry(line, SMILESListEntries.fields(of: line.text, header: header))
    }
    return nil
  }

  private struct Field {
    let text: String
    let column: Int
    /// A CXSMILES extension, which is no column of its own.
    var isExtension = false
  }

  private func entry(_ line: TextLines.Line, _ fields: [Field]) -> MoleculeEntry {
    let smilesColumn = header?.smilesColumn ?? 0
    let hasExtension = fields.contains(where: \.isExtension)
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
      if field.isExtension {
        properties.append(.init(Self.extensionName, field.text))
        continue
      }
      let index = hasExtension && index > smilesColumn ? index - 1 : index
      if index == nameColumn {
        name = field.text
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

  /// Finds out what the columns are; true for a line that names them and is no molecule.
  private mutating func readHeader(_ line: TextLines.Line) throws(FileError) -> Bool {
    let hasTabs = line.text.utf8.contains(0x09)
    let names = line.text.split { hasTabs ? $0 == "\t" : $0 == " " }.map { String($0.trimmed) }
    let isMolecule = if case .success = parsedSMILES(names.first ?? "") { true } else { false }
    let named = names.firstIndex {
      TableHeader.smilesWords.contains(TableHeader.normalized($0))
    }
    let isHeader = !isMolecule && (named != nil || isChosen(names))
    guard isHeader || choice != ColumnChoice() else { return false }
    let smiles = try chosen(choice.smiles, names, line) ?? named ?? 0
    let name = try chosen(choice.name, names, line)
    header = TableHeader(
      names: isHeader ? names : [], smilesColumn: smiles,
      nameColumn: name ?? (isHeader ? TableHeader.nameColumn(of: names, besides: smiles) : nil))
    return isHeader
  }

  /// Whether the user's words are among the names.
  private func isChosen(_ names: [String]) -> Bool {
    [choice.smiles, choice.name].contains { $0.map { names.contains($0) } ?? false }
  }

  private func chosen(
    _ name: String?, _ names: [String], _ line: TextLines.Line
  ) throws(FileError) -> Int? {
    guard let name else { return nil }
    if let column = TableHeader.column(name, in: names, count: names.count) { return column }
    throw FileError(
      code: .noSuchColumn, file: lines.name, line: line.number,
      message: "there is no column \(name); the first line has \(names.count) field(s)",
      excerpt: line.text, hint: "give a name of the header line, or a number from 1")
  }

  /// SMILES up to the first white space and its extension; then fields by tabs, or else the rest as
  /// the name.
  private static func fields(of line: String, header: TableHeader?) -> [Field] {
    let bytes = Array(line.utf8)
    var start = 0
    var last = bytes.count - 1
    while start <= last, isBlank(bytes[start]) { start += 1 }
    while last >= start, isBlank(bytes[last]) { last -= 1 }
    guard start <= last else { return [] }
    var fields: [Field] = []
    var place = ColumnCount()
    func append(_ range: Range<Int>, isExtension: Bool = false) {
      var range = range
      while let first = range.first, isBlank(bytes[first]) { range = first + 1..<range.upperBound }
      while let final = range.last, isBlank(bytes[final]) { range = range.lowerBound..<final }
      fields.append(
        Field(
          text: String(decoding: bytes[range], as: UTF8.self),
          column: place.column(of: range.lowerBound, in: bytes), isExtension: isExtension))
    }
    let end = bytes[start...last].firstIndex(where: isBlank) ?? last + 1
    append(start..<end)
    guard end <= last else { return fields }
    var begin = bytes[end...last].firstIndex { !isBlank($0) } ?? end
    if (header?.smilesColumn ?? 0) == 0, let close = extensionEnd(bytes[begin...last]) {
      append(begin..<close, isExtension: true)
      guard let next = bytes[close..<last + 1].firstIndex(where: { !isBlank($0) }) else {
        return fields
      }
      begin = next
    }
    // Where the columns are not the usual ones, every blank parts fields.
    let hasTabs = bytes[end...last].contains(0x09)
    let partsAtBlanks =
      !hasTabs && ((header?.smilesColumn ?? 0) > 0 || (header?.nameColumn ?? 1) > 1)
    for index in begin...last
    where hasTabs ? bytes[index] == 0x09 : partsAtBlanks && isBlank(bytes[index]) {
      append(begin..<index)
      begin = index + 1
    }
    append(begin..<last + 1)
    return fields
  }

  /// Where a CXSMILES extension ends that the bytes begin with: behind its second bar, at a blank.
  private static func extensionEnd(_ bytes: ArraySlice<UInt8>) -> Int? {
    let bar = UInt8(ascii: "|")
    guard bytes.first == bar, let close = bytes.dropFirst().firstIndex(of: bar),
      close + 1 == bytes.endIndex || isBlank(bytes[close + 1])
    else { return nil }
    return close + 1
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0d
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: Substring {
    var part = Substring(self)
    // Most texts have nothing to trim, and bytes are quicker to look at than characters.
    let ends = [part.utf8.first, part.utf8.last]
    if ends.allSatisfy({ $0.map { $0 > 0x20 && $0 < 0x7f } ?? true }) { return part }
    while part.first?.isWhitespace == true { part = part.dropFirst() }
    return part.trimmedEnd
  }

  /// Without white space at the end.
  var trimmedEnd: SubSequence {
    var part = self[...]
    while part.last?.isWhitespace == true { part = part.dropLast() }
    return part
  }
}
