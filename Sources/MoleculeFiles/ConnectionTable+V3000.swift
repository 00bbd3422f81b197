import MoleculeGraph

extension ConnectionTable {
  /// Reads a V3000 table: lines `M  V30 …`, a trailing hyphen joining two lines into one.
  init(v3000 text: TableText) throws(FileError) {
    var blocks: [String] = []
    var indexByNumber: [Int: Int] = [:]
    var counts: (atoms: Int, bonds: Int)?
    var isComplete = false
    for (number, content) in ConnectionTable.v30Lines(text) {
      let fields = ConnectionTable.v30Fields(content)
      guard let first = fields.first else { continue }
      if first == "BEGIN" {
        blocks.append(fields.dropFirst().first ?? "")
      } else if first == "END" {
        isComplete = blocks.popLast() == "CTAB" || isComplete
      } else if first == "COUNTS", fields.count > 2 {
        if let atoms = Int(fields[1]), let bonds = Int(fields[2]) { counts = (atoms, bonds) }
      } else {
        switch blocks.last {
        case "ATOM": try addV3000Atom(fields, &indexByNumber, text: text, number: number)
        case "BOND": try addV3000Bond(fields, indexByNumber, text: text, number: number)
        case "SGROUP": addV3000Group(fields, indexByNumber)
        default: break
        }
      }
    }
    guard isComplete else { throw text.cutShort("M  V30 END CTAB") }
    if let counts, counts != (atoms.count, bonds.count) {
      throw text.error(
        "the counts say \(counts.atoms) atoms and \(counts.bonds) bonds, the table has "
          + "\(atoms.count) and \(bonds.count)", line: 3)
    }
  }

  private static func v30Lines(_ text: TableText) -> [(number: Int, content: String)] {
    var joined: [(number: Int, content: String)] = []
    var continues = false
    for (number, line) in text.lines.enumerated() where line.hasPrefix("M  V30 ") {
      // A blank at the beginning of what goes on parts it from what was before.
      var content = String(line.dropFirst(7).trimmedEnd)
      let goesOn = content.hasSuffix("-")
      if goesOn { content.removeLast() }
      if continues, let last = joined.indices.last {
        joined[last].content += content
      } else {
        joined.append((number, content))
      }
      continues = goesOn
    }
    return joined
  }

  /// Parted at blanks outside quotation marks and parentheses; a doubled mark is one.
  private static func v30Fields(_ content: String) -> [String] {
    guard content.utf8.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "(") })
    else {
      return content.split(separator: " ").map(String.init)
    }
    var fields: [String] = []
    var field = ""
    var isQuoted = false
    var depth = 0
    for character in content {
      if character == "\"" { isQuoted.toggle() }
      if !isQuoted, character == "(" { depth += 1 }
      if !isQuoted, character == ")" { depth = max(0, depth - 1) }
      if character == " ", !isQuoted, depth == 0 {
        if !field.isEmpty { fields.append(field) }
        field = ""
      } else {
        field.append(character)
      }
    }
    return field.isEmpty ? fields : fields + [field]
  }

  /// `index type x y z mapping [KEY=value …]`
  private mutating func addV3000Atom(
    _ fields: [String], _ indexByNumber: inout [Int: Int], text: TableText, number: Int
  ) throws(FileError) {
    if let type = fields.dropFirst().first, type.hasPrefix("[") || type == "NOT" {
      throw text.error(
        "an atom is a list of elements, and this is to be one molecule", line: number,
        code: .unsupported)
    }
    guard fields.count >= 5, let index = Int(fields[0]), let x = Double(fields[2]),
      let y = Double(fields[3]), let z = Double(fields[4]), x.isFinite, y.isFinite, z.isFinite
    else {
      throw text.error("expected an index, an element symbol and three coordinates", line: number)
    }
    guard indexByNumber.updateValue(atoms.count, forKey: index) == nil else {
      throw text.error("two atoms have the number \(index)", line: number)
    }
    var atom = try ConnectionTable.atom(
      fields[1], position: SIMD3(x, y, z), text: text, line: number, column: nil)
    if fields.count > 5 {
      guard let mapping = Int(fields[5]) else {
        throw text.error("expected the number of a mapping, found \(fields[5])", line: number)
      }
      atom.mapping = Int32(max(0, smallNumber(mapping) ?? 0))
    }
    for field in fields.dropFirst(6) {
      try ConnectionTable.readV3000(field, into: &atom, text: text, number: number)
    }
    atoms.append(atom)
  }

  /// `KEY=value` of an atom.
  private static func readV3000(
    _ field: String, into atom: inout TableAtom, text: TableText, number: Int
  ) throws(FileError) {
    let pair = field.split(separator: "=", maxSplits: 1)
    let key = pair[0].uppercased()
    guard pair.count == 2, ["CHG", "MASS", "RAD", "VAL", "RGROUPS"].contains(key) else { return }
    guard let value = key == "RGROUPS" ? v3000List(pair[1]).first : Int(pair[1]) else {
      throw text.error("expected a whole number in \(field)", line: number)
    }
    switch key {
    case "CHG": atom.charge = value
    case "MASS": atom.isotope = UInt16(clamping: max(0, value))
    case "RGROUPS": atom.number(group: value)
    case "RAD": atom.radicalElectrons = value == 2 ? 1 : value == 0 ? 0 : 2
    default: atom.valence = value == -1 ? 0 : value == 0 ? nil : value
    }
  }

  /// The numbers of `(count number …)`.
  private static func v3000List(_ text: some StringProtocol) -> [Int] {
    text.split { "() ".contains($0) }.dropFirst().compactMap { Int($0) }
  }

  /// `index type atom1 atom2 [KEY=value …]`
  private mutating func addV3000Bond(
    _ fields: [String], _ indexByNumber: [Int: Int], text: TableText, number: Int
  ) throws(FileError) {
    guard fields.count >= 4, let type = Int(fields[1]), let begin = Int(fields[2]),
      let end = Int(fields[3])
    else {
      throw text.error("expected an index, a bond type and two atom numbers", line: number)
    }
    let order = try ConnectionTable.order(type, text: text, line: number, column: nil)
    var stereo = BondStereo.none
    switch fields.dropFirst(4).first(where: { $0.hasPrefix("CFG=") })?.dropFirst(4) {
    case "1": stereo = .up
    case "2": stereo = order == .double ? .unspecifiedDouble : .either
    case "3": stereo = .down
    default: break
    }
    // Places count from 1; 0 is no atom.
    let places = [begin, end].map { (indexByNumber[$0] ?? -1) + 1 }
    try addBond(
      places[0], places[1], order, stereo, text: text, line: number, numbers: (begin, end))
  }

  /// `index DAT … ATOMS=(…) FIELDNAME=name FIELDDATA="text"`: the text of a data S-group.
  private mutating func addV3000Group(_ fields: [String], _ indexByNumber: [Int: Int]) {
    guard fields.count > 1, fields[1] == "DAT" else { return }
    func value(_ key: String) -> String? {
      fields.first { $0.hasPrefix(key + "=") }.map { field in
        let text = field.dropFirst(key.count + 1)
        guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else {
          return String(text)
        }
        return String(text.dropFirst().dropLast()).replacing("\"\"", with: "\"")
      }
    }
    guard let name = value("FIELDNAME"), !name.isEmpty else { return }
    let members = ConnectionTable.v3000List(value("ATOMS") ?? "").compactMap { indexByNumber[$0] }
    add(DataGroup(name: name, text: value("FIELDDATA") ?? "", atoms: members))
  }
}
