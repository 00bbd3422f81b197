import MoleculeGraph

extension ConnectionTable {
  /// Reads the fixed columns of a V2000 table; tables with shifted columns are read by blanks.
  init(v2000 text: TableText, counts: String) throws(FileError) {
    let bytes = FixedColumns(counts)
    guard let atomCount = bytes.integer(0, 3), let bondCount = bytes.integer(3, 3),
      atomCount >= 0, bondCount >= 0
    else {
      throw text.error(
        "expected the counts of atoms and bonds in columns 1 to 6", line: 3, column: 1,
        hint: "the fourth line of a record holds the counts; is a header line missing?")
    }
    for index in 0..<atomCount {
      let number = 4 + index
      let line = try text.line(number, expecting: "atom \(index + 1) of \(atomCount)")
      atoms.append(try ConnectionTable.v2000Atom(line, text: text, number: number))
    }
    for index in 0..<bondCount {
      let number = 4 + atomCount + index
      let line = try text.line(number, expecting: "bond \(index + 1) of \(bondCount)")
      let fields = try ConnectionTable.v2000Bond(line, text: text, number: number)
      let order = try ConnectionTable.order(fields[2], text: text, line: number, column: 7)
      try addBond(
        fields[0], fields[1], order, ConnectionTable.stereo(fields[3], order), text: text,
        line: number)
    }
    let isComplete = try readProperties(text, from: 4 + atomCount + bondCount)
    // Tables without a version are older than the property block.
    guard isComplete || !counts.contains("V2000") else { throw text.cutShort("M  END") }
  }

  /// Symbol, position and the numbers behind them, in fixed columns; in lines that do not keep
  /// these, parted by blanks.
  private static func v2000Fields(
    _ line: String, text: TableText, number: Int
  ) throws(FileError) -> (symbol: String, position: SIMD3<Double>, trailing: [Int]) {
    let bytes = FixedColumns(line)
    let symbol = bytes.text(31, 3)
    if let x = bytes.decimal(0, 10), let y = bytes.decimal(10, 10), let z = bytes.decimal(20, 10),
      !symbol.isEmpty, !symbol.utf8.contains(0x20)
    {
      let trailing = [
        bytes.integer(34, 2) ?? 0, bytes.integer(36, 3) ?? 0, 0, 0, 0, bytes.integer(48, 3) ?? 0,
        bytes.integer(60, 3) ?? 0,
      ]
      return (symbol, SIMD3(x, y, z), trailing)
    }
    let fields = line.split(whereSeparator: \.isWhitespace)
    guard fields.count >= 4, let x = Double(fields[0]), let y = Double(fields[1]),
      let z = Double(fields[2])
    else {
      throw text.error("expected three coordinates and an element symbol", line: number, column: 1)
    }
    let trailing = fields.dropFirst(4).prefix(6).map { Int($0).flatMap(smallNumber) ?? 0 }
    return (String(fields[3]), SIMD3(x, y, z), trailing)
  }

  private static func v2000Atom(
    _ line: String, text: TableText, number: Int
  ) throws(FileError) -> TableAtom {
    let (symbol, position, trailing) = try v2000Fields(line, text: text, number: number)
    guard position.x.isFinite, position.y.isFinite, position.z.isFinite else {
      throw text.error("a coordinate is not a number", line: number, column: 1)
    }
    var atom = try atom(symbol, position: position, text: text, line: number, column: 32)
    let value = { (index: Int) in trailing.indices.contains(index) ? trailing[index] : 0 }
    if value(0) != 0, atom.isotope == 0 {
      let mass = Int(atom.element.commonIsotopeMass.rounded()) + value(0)
      atom.isotope = UInt16(clamping: max(0, mass))
    }
    // 1 = +3, 2 = +2, 3 = +1, 4 = doublet radical, 5 = -1, 6 = -2, 7 = -3.
    switch value(1) {
    case 4: atom.radicalElectrons = 1
    case 1...7: atom.charge = 4 - value(1)
    default: break
    }
    if value(5) > 0 { atom.valence = value(5) == 15 ? 0 : value(5) }
    atom.mapping = Int32(max(0, smallNumber(value(6)) ?? 0))
    return atom
  }

  /// First atom, second atom, type, stereo.
  private static func v2000Bond(
    _ line: String, text: TableText, number: Int
  ) throws(FileError) -> [Int] {
    let bytes = FixedColumns(line)
    if let begin = bytes.integer(0, 3), let end = bytes.integer(3, 3),
      let type = bytes.integer(6, 3)
    {
      return [begin, end, type, bytes.integer(9, 3) ?? 0]
    }
    let fields = line.split(whereSeparator: \.isWhitespace).map { Int($0) }
    guard fields.count >= 3, let begin = fields[0], let end = fields[1], let type = fields[2] else {
      throw text.error("expected two atom numbers and a bond type", line: number, column: 1)
    }
    return [begin, end, type, fields.count > 3 ? fields[3] ?? 0 : 0]
  }

  /// The mark that a bond of a table has by its code.
  static func stereo(_ code: Int, _ order: BondOrder) -> BondStereo {
    switch (code, order) {
    case (1, .single): .up
    case (6, .single): .down
    case (4, .single): .either
    case (3, .double): .unspecifiedDouble
    default: .none
    }
  }

  /// The property block up to `M  END`: charges, radicals, isotopes, numbers of R-groups and the
  /// text of data S-groups; lists of atoms are refused. The rest is not about what a molecule is.
  ///
  /// - Returns: whether there is an end.
  private mutating func readProperties(
    _ text: TableText, from start: Int
  ) throws(FileError) -> Bool {
    var hasCharges = false
    var isComplete = false
    var groups = DataGroups()
    for number in text.lines.indices where number >= start {
      let line = text.lines[number]
      isComplete = line.hasPrefix("M  END")
      if isComplete { break }
      guard line.hasPrefix("M  ") else { continue }
      let kind = line.dropFirst(3).prefix(3)
      switch kind {
      case "CHG", "RAD":
        // The first such line replaces all charges and radicals of the atom block.
        if !hasCharges { dropCharges() }
        hasCharges = true
        try readPairs(line, kind, text: text, number: number)
      case "ISO", "RGP": try readPairs(line, kind, text: text, number: number)
      case "ALS":
        throw text.error(
          "an atom is a list of elements, and this is to be one molecule", line: number, column: 1,
          code: .unsupported)
      case "ZBO", "HYD", "ZCH":
        throw text.error(
          "zero-order bonds are not read; write them as coordinate bonds, type 9 of V3000",
          line: number, column: 1, code: .unsupported)
      case "SAL", "SDT", "SCD", "SED": groups.read(line, kind)
      default: continue
      }
    }
    for group in groups.all { add(group) }
    return isComplete
  }

  private mutating func dropCharges() {
    for index in atoms.indices {
      atoms[index].charge = 0
      atoms[index].radicalElectrons = 0
    }
  }

  /// Pairs of atom number and value.
  private mutating func readPairs(
    _ line: String, _ kind: Substring, text: TableText, number: Int
  ) throws(FileError) {
    let fields = line.dropFirst(6).split(whereSeparator: \.isWhitespace).map { Int($0) }
    for place in stride(from: 1, to: fields.count - 1, by: 2) {
      guard let atom = fields[place], (1..<atoms.count + 1).contains(atom),
        let value = fields[place + 1]
      else {
        throw text.error("expected pairs of atom number and value", line: number, column: 7)
      }
      switch kind {
      case "CHG": atoms[atom - 1].charge = value
      case "ISO": atoms[atom - 1].isotope = UInt16(clamping: max(0, value))
      case "RGP": atoms[atom - 1].number(group: value)
      default: atoms[atom - 1].radicalElectrons = value == 2 ? 1 : value == 0 ? 0 : 2
      }
    }
  }
}

/// The data S-groups of a V2000 table: `M  SAL` lists the atoms of a group, `M  SDT` names its
/// field, `M  SCD` and `M  SED` hold its text, in pieces (CTfile Formats, "Data Sgroup").
private struct DataGroups {
  private var order: [Substring] = []
  private var groups: [Substring: ConnectionTable.DataGroup] = [:]

  mutating func read(_ line: String, _ kind: Substring) {
    let number = line.dropFirst(6).prefix(4).trimmed
    if groups[number] == nil { order.append(number) }
    let content = line.dropFirst(11)
    var group = groups[number] ?? .init()
    switch kind {
    case "SAL": group.atoms += content.dropFirst(2).split(separator: " ").compactMap(place)
    case "SDT": group.name = String(content.prefix(30).trimmed)
    // Only the last piece has blanks at its end that mean nothing.
    case "SED": group.text += String(content.trimmedEnd)
    default: group.text += content
    }
    groups[number] = group
  }

  private func place(_ number: Substring) -> Int? { Int(number).map { $0 - 1 } }

  var all: [ConnectionTable.DataGroup] {
    order.compactMap { groups[$0] }.filter { !$0.name.isEmpty }
  }
}
