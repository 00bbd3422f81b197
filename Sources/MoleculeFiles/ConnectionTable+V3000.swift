import MoleculeGraph

extension ConnectionTable {
  /// Reads a V3000 table: lines `M  V30 …`, a trailing hyphen joining two lines into one.
  init(v3000 text: TableText) throws(FileError) {
    var block = ""
    for (number, content) in ConnectionTable.v30Lines(text) {
      let fields = content.split(separator: " ").map(String.init)
      guard let first = fields.first else { continue }
      if first == "BEGIN" || first == "END" {
        let name = fields.dropFirst().first ?? ""
        block = first == "BEGIN" ? name : ""
        continue
      }
      switch block {
      case "ATOM": try addV3000Atom(fields, text: text, number: number)
      case "BOND": try addV3000Bond(fields, text: text, number: number)
      default: break
      }
    }
  }

  private static func v30Lines(_ text: TableText) -> [(number: Int, content: String)] {
    var joined: [(number: Int, content: String)] = []
    var continues = false
    for (number, line) in text.lines.enumerated() where line.hasPrefix("M  V30 ") {
      var content = String(line.dropFirst(7).trimmed)
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

  /// `index type x y z mapping [KEY=value …]`
  private mutating func addV3000Atom(
    _ fields: [String], text: TableText, number: Int
  ) throws(FileError) {
    guard fields.count >= 5, let index = Int(fields[0]), let x = Double(fields[2]),
      let y = Double(fields[3]), let z = Double(fields[4]), x.isFinite, y.isFinite, z.isFinite
    else {
      throw text.error("expected an index, an element symbol and three coordinates", line: number)
    }
    guard index == atoms.count + 1 else {
      throw text.error(
        "expected atom \(atoms.count + 1), found \(index)", line: number, code: .unsupported,
        hint: "number the atoms from 1 in the order of the lines")
    }
    var atom = try ConnectionTable.atom(
      fields[1], position: SIMD3(x, y, z), text: text, line: number, column: nil)
    if fields.count > 5 { atom.mapping = Int32(clamping: Int(fields[5]) ?? 0) }
    for field in fields.dropFirst(6) {
      let pair = field.split(separator: "=", maxSplits: 1)
      guard pair.count == 2, let value = Int(pair[1]) else { continue }
      switch pair[0] {
      case "CHG": atom.charge = value
      case "MASS": atom.isotope = UInt16(clamping: max(0, value))
      case "RAD": atom.radicalElectrons = value == 2 ? 1 : value == 0 ? 0 : 2
      case "VAL": atom.valence = value == -1 ? 0 : value == 0 ? nil : value
      default: break
      }
    }
    atoms.append(atom)
  }

  /// `index type atom1 atom2 [KEY=value …]`
  private mutating func addV3000Bond(
    _ fields: [String], text: TableText, number: Int
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
    try addBond(begin, end, order, stereo, text: text, line: number)
  }
}
