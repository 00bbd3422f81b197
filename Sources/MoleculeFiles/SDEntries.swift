/// The entries of an SD file: connection table, data fields, `$$$$`. A MOL file is one without it.
struct SDEntries: EntrySource {
  private let lines: TextLines

  init(lines: TextLines) { self.lines = lines }

  mutating func next() throws(FileError) -> MoleculeEntry? {
    var block: [String] = []
    var first: Int?
    while let line = try lines.next() {
      if line.text.hasPrefix("$$$$") {
        return entry(block, line: first ?? line.number)
      }
      if first == nil { first = line.number }
      block.append(line.text)
    }
    // Blank lines behind the last separator are no molecule.
    guard let first, block.contains(where: { !$0.trimmed.isEmpty }) else { return nil }
    return entry(block, line: first)
  }

  private func entry(_ block: [String], line: Int) -> MoleculeEntry {
    MoleculeEntry(
      name: String((block.first ?? "").trimmed), file: lines.name, line: line, column: 1,
      content: .connectionTable(block))
  }
}
