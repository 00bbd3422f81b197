import MoleculeGraph

/// One record of an SD file: the connection table and the data fields behind it.
struct SDRecord {
  let molecule: Result<Molecule, FileError>
  let coordinates: AtomCoordinates?
  let properties: [MoleculeRecord.Property]

  init(lines: [String], file: String, firstLine: Int) {
    let text = TableText(lines: lines, file: file, firstLine: firstLine)
    let fields = SDRecord.properties(of: lines)
    do throws(FileError) {
      let table = try ConnectionTable(text)
      molecule = .success(table.molecule())
      coordinates = table.coordinates
      properties = fields + table.data
    } catch {
      molecule = .failure(error)
      coordinates = nil
      properties = fields
    }
  }

  /// Data fields: a header `> <name>`, lines of data, a blank line.
  static func properties(of lines: [String]) -> [MoleculeRecord.Property] {
    guard let end = lines.firstIndex(where: { $0.hasPrefix("M  END") }) else { return [] }
    var properties: [MoleculeRecord.Property] = []
    var index = end + 1
    while index < lines.endIndex {
      let line = lines[index]
      index += 1
      guard line.hasPrefix(">") else { continue }
      guard let open = line.firstIndex(of: "<"),
        let close = line[open...].lastIndex(of: ">"), open < close
      else { continue }
      var data: [String] = []
      while index < lines.endIndex, !lines[index].trimmed.isEmpty {
        data.append(lines[index])
        index += 1
      }
      properties.append(
        .init(
          String(line[line.index(after: open)..<close]), data.joined(separator: "\n")))
    }
    return properties
  }
}

/// The lines of one connection table, and where they stand in the file.
struct TableText {
  let lines: [String]
  let file: String
  let firstLine: Int

  func error(
    _ message: String, line: Int, column: Int? = nil, code: FileError.Code = .badConnectionTable,
    hint: String? = nil
  ) -> FileError {
    FileError(
      code: code, file: file, line: firstLine + line, column: column, message: message,
      excerpt: lines.indices.contains(line) ? lines[line] : nil, hint: hint)
  }

  func cutShort(_ end: String) -> FileError {
    error(
      "the table does not end with \(end)", line: lines.count - 1,
      hint: "the record is cut short; get the whole file")
  }

  func line(_ index: Int, expecting what: String) throws(FileError) -> String {
    guard lines.indices.contains(index) else {
      throw error("expected \(what), found the end of the record", line: lines.count)
    }
    return lines[index]
  }
}

extension ConnectionTable {
  /// Reads a table of either version (CTfile Formats, BIOVIA 2020).
  init(_ text: TableText) throws(FileError) {
    let counts = try text.line(3, expecting: "the counts line")
    if counts.contains("V3000") {
      try self.init(v3000: text)
    } else {
      try self.init(v2000: text, counts: counts)
    }
    guard !atoms.isEmpty else { throw text.error("the record has no atoms", line: 3) }
    if let (begin, end) = doubledBond {
      throw text.error("atoms \(begin) and \(end) are bonded twice", line: 3)
    }
    if let message = impossibleAtom { throw text.error(message, line: 3) }
    let dimension = text.lines[1].utf8.count >= 22 ? text.lines[1].dropFirst(20).prefix(2) : ""
    // Programs write 3D above flat drawings too.
    isSpatial =
      atoms.contains { abs($0.position.z) > 1e-4 }
      || dimension == "3D" && bonds.allSatisfy { [.none, .unspecifiedDouble].contains($0.stereo) }
  }

  /// An element symbol, or one of the symbols that stand for several atoms or for isotopes.
  static func atom(
    _ symbol: String, position: SIMD3<Double>, text: TableText, line: Int, column: Int?
  ) throws(FileError) -> TableAtom {
    switch symbol {
    case "D": return TableAtom(element: .hydrogen, position: position, isotope: 2)
    case "T": return TableAtom(element: .hydrogen, position: position, isotope: 3)
    case "*", "R", "R#", "A*", "Pol": return TableAtom(element: .wildcard, position: position)
    case "A", "Q", "X", "M", "AH", "QH", "XH", "MH", "L", "LP":
      throw text.error(
        "\(symbol) stands for a choice of atoms, and this is to be one molecule", line: line,
        column: column, code: .unsupported, hint: "write the element itself, or * for any atom")
    default:
      if let element = Element(symbol: symbol) {
        return TableAtom(element: element, position: position)
      }
      if symbol.first == "R", symbol.dropFirst().allSatisfy(\.isWholeNumber) {
        var atom = TableAtom(element: .wildcard, position: position)
        atom.number(group: Int(symbol.dropFirst()) ?? Int.max)
        return atom
      }
      let spelled = symbol.prefix(1).uppercased() + symbol.dropFirst().lowercased()
      guard let element = Element(symbol: spelled) else {
        throw text.error(
          "expected an element symbol, found \(symbol.isEmpty ? "nothing" : symbol)", line: line,
          column: column)
      }
      return TableAtom(element: element, position: position)
    }
  }

  /// The bond order of a table's bond type.
  static func order(
    _ type: Int, text: TableText, line: Int, column: Int?
  ) throws(FileError) -> BondOrder {
    switch type {
    case 1: return .single
    case 2: return .double
    case 3: return .triple
    case 4: return .aromatic
    case 9: return .dative
    case 10:
      throw text.error(
        "bond type 10 is a hydrogen bond, which no molecule here has", line: line, column: column,
        code: .unsupported)
    case 5...8:
      throw text.error(
        "bond type \(type) is a query, and this is to be one molecule", line: line,
        column: column, code: .unsupported)
    default:
      throw text.error(
        "expected a bond type from 1 to 4, found \(type)", line: line, column: column)
    }
  }

  /// Adds a bond whose ends are counted from 1.
  ///
  /// - Parameter numbers: what the table calls the ends, where that is something else.
  mutating func addBond(
    _ begin: Int, _ end: Int, _ order: BondOrder, _ stereo: BondStereo, text: TableText, line: Int,
    numbers: (Int, Int)? = nil
  ) throws(FileError) {
    guard (1...max(atoms.count, 1)).contains(begin), (1...max(atoms.count, 1)).contains(end),
      begin != end, !atoms.isEmpty
    else {
      throw text.error(
        "a bond joins atoms \(numbers?.0 ?? begin) and \(numbers?.1 ?? end), "
          + "and there are \(atoms.count) atoms", line: line)
    }
    bonds.append(
      TableBond(begin: Int32(begin - 1), end: Int32(end - 1), order: order, stereo: stereo))
  }
}
