import MoleculeGraph

extension SMILESWriter {
  /// Ring digits at an atom: those that close, then those that open, each in rank order.
  mutating func writeClosures(at atom: Int32) {
    for slot in Int(tree.offsets[Int(atom)])..<Int(tree.firstChild[Int(atom)]) {
      let bond = tree.bonds[slot]
      if tree.closingAtom[Int(bond)] == atom {
        writeRing(digits.close(bond))
      } else {
        writeSymbol(ofBond: bond, from: atom)
        writeRing(digits.open(bond))
      }
    }
  }

  private mutating func writeRing(_ number: Int32) {
    if number >= 10 { out.append(UInt8(ascii: "%")) }
    if number >= 100 { out.append(UInt8(ascii: "(")) }
    write(number: Int(number))
    if number >= 100 { out.append(UInt8(ascii: ")")) }
  }

  mutating func write(number: Int) {
    guard number >= 10 else {
      out.append(UInt8(truncatingIfNeeded: 48 + number))
      return
    }
    var divisor = 10
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      out.append(UInt8(truncatingIfNeeded: 48 + number / divisor % 10))
      divisor /= 10
    }
  }

  mutating func writeSymbol(ofBond index: Int32, from: Int32) {
    let bond = graph.bonds[Int(index)]
    let order = style.isKekule ? kekuleOrders[Int(index)] : bond.order
    if order == .single || order == .aromatic {
      if !directions.isEmpty, directions[Int(index)] != .none {
        out.append(directions[Int(index)] == .up ? UInt8(ascii: "/") : UInt8(ascii: "\\"))
        return
      }
      let (begin, end) = (graph.atoms[Int(bond.begin)], graph.atoms[Int(bond.end)])
      // Wildcards are not written as aromatic.
      let bothAromatic =
        !style.isKekule && begin.isAromatic && end.isAromatic
        && !(begin.element == .wildcard && end.element == .wildcard)
      if (order == .aromatic) == bothAromatic { return }
    }
    switch order {
    case .single: out.append(UInt8(ascii: "-"))
    case .double: out.append(UInt8(ascii: "="))
    case .triple: out.append(UInt8(ascii: "#"))
    case .quadruple: out.append(UInt8(ascii: "$"))
    case .aromatic: out.append(UInt8(ascii: ":"))
    case .dative: out += bond.begin == from ? "->".utf8 : "<-".utf8
    }
  }
}
