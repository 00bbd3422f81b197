import MoleculeGraph

extension ExtensionReader {
  /// labels ::= '$' text? (';' text?)* '$' | '$_AV:' text? (';' text?)* '$'
  mutating func labels(_ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    cursor += 1
    let isValue = string(cursor..<min(cursor + 4, end)) == "_AV:"
    if isValue { cursor += 4 }
    var found: [SMILESExtensions.AtomText] = []
    var atom = 0
    while true {
      let from = cursor
      let label = field(bytes, until: { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "$") })
      guard cursor < end else {
        throw error("the labels that '$' opens are never closed; add '$'", start..<start + 1)
      }
      if !label.isEmpty {
        guard atom < atomCount else {
          throw error("more labels than atoms: the molecule has \(atomCount)", from..<cursor)
        }
        found.append(.init(atom: Int32(truncatingIfNeeded: atom), text: label))
      }
      atom += 1
      let isLast = bytes[cursor] == UInt8(ascii: "$")
      cursor += 1
      if isLast { break }
    }
    if isValue { extensions.atomValues += found } else { extensions.atomLabels += found }
  }

  /// Text up to a delimiter, with `&#n;` read as the character of that number.
  private mutating func field(
    _ bytes: Span<UInt8>, until isEnd: (UInt8) -> Bool
  ) -> String {
    var out: [UInt8] = []
    while cursor < end {
      if let character = escape(bytes) {
        out += Array(String(character).utf8)
        continue
      }
      if isEnd(bytes[cursor]) { break }
      out.append(bytes[cursor])
      cursor += 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// escape ::= '&#' NUMBER ';'
  private mutating func escape(_ bytes: Span<UInt8>) -> Character? {
    guard cursor + 2 < end, bytes[cursor] == UInt8(ascii: "&"),
      bytes[cursor + 1] == UInt8(ascii: "#")
    else { return nil }
    var place = cursor + 2
    var value: UInt32 = 0
    while isDigit(at: place, bytes), value < 0x11_0000 {
      value = value * 10 + UInt32(bytes[place]) - 48
      place += 1
    }
    guard place > cursor + 2, place < end, bytes[place] == UInt8(ascii: ";"),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    cursor = place + 1
    return Character(scalar)
  }

  /// coordinates ::= '(' position (';' position)* ')'
  /// position ::= number? ',' number? (',' number?)?
  mutating func coordinates(_ bytes: Span<UInt8>) throws(SMILESError) {
    let start = cursor
    cursor += 1
    var positions: [SIMD3<Double>] = []
    var position = SIMD3<Double>()
    var axis = 0
    while true {
      guard axis < 3 else { throw unexpected("';' or ')' after three coordinates") }
      position[axis] = try real(bytes)
      guard cursor < end, bytes[cursor] != UInt8(ascii: "|") else {
        throw error("the coordinates that '(' opens are never closed; add ')'", start..<start + 1)
      }
      let delimiter = bytes[cursor]
      cursor += 1
      if delimiter == UInt8(ascii: ",") {
        axis += 1
        continue
      }
      positions.append(position)
      (position, axis) = (SIMD3(), 0)
      if delimiter == UInt8(ascii: ")") { break }
    }
    guard positions.count <= atomCount else {
      throw error(
        "\(positions.count) positions for \(atomCount) atoms", start..<cursor)
    }
    let missing = repeatElement(SIMD3<Double>(), count: atomCount - positions.count)
    extensions.coordinates = positions + missing
  }

  private mutating func real(_ bytes: Span<UInt8>) throws(SMILESError) -> Double {
    let start = cursor
    while cursor < end, ![0x2C, 0x3B, 0x29, 0x7C].contains(bytes[cursor]) { cursor += 1 }
    guard cursor > start else { return 0 }
    guard let value = Double(string(start..<cursor)), value.isFinite else {
      throw error("expected a coordinate, found '\(string(start..<cursor))'", start..<cursor)
    }
    return value
  }

  /// radicals ::= '^' [1-7] ':' atom (',' atom)*
  mutating func radicals(_ bytes: Span<UInt8>) throws(SMILESError) {
    cursor += 1
    guard (UInt8(ascii: "1")...UInt8(ascii: "7")).contains(current(bytes)) else {
      throw unexpected("a radical from ^1 to ^7")
    }
    let kind = Int(bytes[cursor]) - 48
    cursor += 1
    guard take(UInt8(ascii: ":"), bytes) else { throw unexpected("':'") }
    guard isDigit(at: cursor, bytes) else { throw unexpected("an atom number") }
    while let atom = try listed(bytes) { extensions.radicals.append(.init(atom: atom, kind: kind)) }
  }

  /// marks ::= ('c' | 't' | 'ctu') ':' bond (',' bond)*
  mutating func doubleBonds(_ name: String, _ bytes: Span<UInt8>) throws(SMILESError) {
    guard let kind = SMILESExtensions.DoubleBondMark.Kind(rawValue: name) else { return }
    while isListed(bytes) {
      extensions.doubleBondMarks.append(.init(kind: kind, bond: try bond(bytes)))
    }
  }

  /// Whether a list goes on with a number; a comma before it is passed over.
  private mutating func isListed(_ bytes: Span<UInt8>) -> Bool {
    if current(bytes) == UInt8(ascii: ","), isDigit(at: cursor + 1, bytes) { cursor += 1 }
    return isDigit(at: cursor, bytes)
  }

  /// bonds ::= ('C' | 'H') ':' atom '.' bond (',' atom '.' bond)*
  mutating func specialBonds(_ name: String, _ bytes: Span<UInt8>) throws(SMILESError) {
    guard let kind = SMILESExtensions.SpecialBond.Kind(rawValue: name) else { return }
    while isListed(bytes) {
      let start = cursor
      let atom = try atom(bytes)
      guard take(UInt8(ascii: "."), bytes) else { throw unexpected("'.' and a bond number") }
      let bond = try bond(bytes)
      let ends = graphBonds[Int(bond)]
      guard ends.begin == atom || ends.end == atom else {
        throw error("the bond does not begin at atom \(atom)", start..<cursor)
      }
      extensions.specialBonds.append(.init(kind: kind, begin: atom, end: ends.other(atom)))
    }
  }

  /// bonds ::= 'Z:' bond (',' bond)*
  mutating func zeroOrderBonds(_ bytes: Span<UInt8>) throws(SMILESError) {
    while isListed(bytes) {
      let ends = graphBonds[Int(try bond(bytes))]
      extensions.specialBonds.append(.init(kind: .zeroOrder, begin: ends.begin, end: ends.end))
    }
  }

  /// drawn ::= ('w' | 'wU' | 'wD') ':' atom '.' bond (',' atom '.' bond)*
  mutating func drawnBonds(_ name: String, _ bytes: Span<UInt8>) throws(SMILESError) {
    guard let kind = SMILESExtensions.DrawnBond.Kind(rawValue: name) else { return }
    while isListed(bytes) {
      let start = cursor
      let atom = try atom(bytes)
      guard take(UInt8(ascii: "."), bytes) else {
        extensions.drawnBonds.append(.init(kind: kind, atom: atom, bond: -1))
        continue
      }
      let bond = try bond(bytes)
      let ends = graphBonds[Int(bond)]
      guard ends.begin == atom || ends.end == atom else {
        throw error("the bond does not begin at atom \(atom)", start..<cursor)
      }
      extensions.drawnBonds.append(.init(kind: kind, atom: atom, bond: bond))
    }
  }

  /// properties ::= 'atomProp' (':' atom '.' name '.' value)*
  mutating func atomProperties(_ bytes: Span<UInt8>) throws(SMILESError) {
    repeat {
      let atom = try atom(bytes)
      guard take(UInt8(ascii: "."), bytes) else { throw unexpected("'.' and a name") }
      let name = field(bytes) { [0x2E, 0x3A, 0x2C, 0x7C].contains($0) }
      guard take(UInt8(ascii: "."), bytes) else { throw unexpected("'.' and a value") }
      let value = field(bytes) { [0x3A, 0x2C, 0x7C].contains($0) }
      extensions.atomProperties.append(.init(atom: atom, name: name, value: value))
    } while take(UInt8(ascii: ":"), bytes)
  }

  /// numbers ::= name ':' entry (',' entry)*, an entry of numbers, '.', ':' and '*'
  mutating func numbers(_ name: String, _ bytes: Span<UInt8>) throws(SMILESError) {
    var list = SMILESExtensions.NumberList(name: name, entries: [], atoms: [])
    while isListed(bytes) {
      let start = cursor
      // Fragments are numbered by themselves. After the first atom, multicenters and ring orders
      // name more atoms, the others counts.
      if name == "f" { _ = try number(bytes) } else { list.atoms.append(try atom(bytes)) }
      while [0x2E, 0x3A, 0x2A].contains(current(bytes)) {
        cursor += 1
        guard isDigit(at: cursor, bytes) else { continue }
        if name == "m" || name == "LO" {
          list.atoms.append(try atom(bytes))
        } else {
          _ = try number(bytes)
        }
      }
      list.entries.append(string(start..<cursor))
    }
    extensions.numberLists.append(list)
  }

  /// group ::= ('Sg:' type ':' | 'SgD:' | 'SgH:') atom (',' atom)* (':' field)*
  mutating func substanceGroup(_ name: String, _ bytes: Span<UInt8>) throws(SMILESError) {
    var group = SMILESExtensions.SubstanceGroup(name: name, fields: [], atoms: [])
    if name == "Sg" {
      group.fields.append(field(bytes) { [0x3A, 0x2C, 0x7C].contains($0) })
      guard take(UInt8(ascii: ":"), bytes) else { throw unexpected("':' and atom numbers") }
    }
    if name != "SgH" {
      while let atom = try listed(bytes) { group.atoms.append(atom) }
    } else {
      group.fields.append(groupField(bytes))
    }
    while take(UInt8(ascii: ":"), bytes) { group.fields.append(groupField(bytes)) }
    extensions.substanceGroups.append(group)
  }

  /// Text up to the next colon or feature; lists of numbers and coordinates keep their commas.
  private mutating func groupField(_ bytes: Span<UInt8>) -> String {
    var out = ""
    while true {
      out += field(bytes) { [0x3A, 0x2C, 0x7C, 0x28].contains($0) }
      switch current(bytes) {
      case UInt8(ascii: "("):
        out += field(bytes) { $0 == 0x29 || $0 == 0x7C }
      case UInt8(ascii: ",") where isDigit(at: cursor + 1, bytes):
        out += ","
        cursor += 1
      default: return out
      }
    }
  }
}
