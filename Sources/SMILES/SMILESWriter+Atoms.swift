import MoleculeGraph

extension SMILESWriter {
  /// The atom with brackets where a reader could not infer what they hold.
  mutating func writeAtom(_ index: Int32) {
    let atom = graph.atoms[Int(index)]
    let isAromatic = atom.isAromatic && !style.isKekule
    let mark = chirality(of: index)
    let isotope = style.isIsomeric ? Int(atom.isotope) : 0
    let atomClass = style.keepsAtomClasses ? Int(atom.atomClass) : 0
    let count = hydrogens[Int(index)]
    if case .none = mark, isotope == 0, atom.charge == 0, atomClass == 0,
      impliedHydrogens(index) == count
    {
      write(atom.element, isAromatic)
      return
    }
    out.append(UInt8(ascii: "["))
    if isotope > 0 { write(number: isotope) }
    write(atom.element, isAromatic)
    write(mark)
    if count > 0 {
      out.append(UInt8(ascii: "H"))
      if count > 1 { write(number: Int(count)) }
    }
    if atom.charge != 0 {
      out.append(atom.charge > 0 ? UInt8(ascii: "+") : UInt8(ascii: "-"))
      if atom.charge.magnitude > 1 { write(number: Int(atom.charge.magnitude)) }
    }
    if atomClass > 0 {
      out.append(UInt8(ascii: ":"))
      write(number: atomClass)
    }
    out.append(UInt8(ascii: "]"))
  }

  /// Hydrogens that a reader would assume without brackets. In the Kekulé form aromatic atoms are
  /// read as any other: up to the lowest valence that has room for their bonds.
  private func impliedHydrogens(_ index: Int32) -> UInt8? {
    let atom = graph.atoms[Int(index)]
    guard style.isKekule, atom.isAromatic, let implied = organicSubsetHydrogens[Int(index)] else {
      return organicSubsetHydrogens[Int(index)]
    }
    guard atom.element != .wildcard else { return implied }
    var doubled = 0
    for slot in tree.slots(of: index) {
      doubled += kekuleOrders[Int(tree.bonds[slot])].doubledValence
    }
    let used = Int8(clamping: doubled / 2)
    guard let valence = atom.element.allowedValences.first(where: { $0 >= used }) else { return 0 }
    return UInt8(valence - used)
  }

  private mutating func write(_ element: Element, _ isAromatic: Bool) {
    let letters = element.letters
    out.append(isAromatic ? letters.x | 0x20 : letters.x)
    if letters.y > 0 { out.append(letters.y) }
  }

  // MARK: - Chirality

  private enum Mark {
    case none, counterclockwise, clockwise
    case extended(ExtendedChirality.Kind, UInt8)
  }

  private mutating func write(_ mark: Mark) {
    switch mark {
    case .none: break
    case .counterclockwise: out.append(UInt8(ascii: "@"))
    case .clockwise: out += "@@".utf8
    case .extended(let kind, let permutation):
      out.append(UInt8(ascii: "@"))
      out += kind.rawValue.utf8
      write(number: Int(permutation))
    }
  }

  /// The mark for the order in which this text names the neighbors.
  private func chirality(of atom: Int32) -> Mark {
    if !centers.isEmpty, centers[Int(atom)] >= 0 {
      return tetrahedral(graph.tetrahedralCenters[Int(centers[Int(atom)])])
    }
    if !extended.isEmpty, extended[Int(atom)] >= 0 {
      let chirality = graph.extendedChirality[Int(extended[Int(atom)])]
      guard let permutation = chirality.permutation(for: order(of: chirality)) else { return .none }
      return .extended(chirality.kind, permutation)
    }
    return .none
  }

  /// The neighbors of a center in the order in which this text names them; places without an atom
  /// come right after the atom before.
  private func order(of chirality: ExtendedChirality) -> [Int32] {
    guard chirality.kind == .allene else {
      return order(at: chirality.atom, count: chirality.kind.neighborCount, except: -1)
    }
    guard let (first, second) = graph.alleneEnds(of: chirality.atom) else { return [] }
    return order(at: first.end, count: 2, except: first.before)
      + order(at: second.end, count: 2, except: second.before)
  }

  private func order(at atom: Int32, count: Int, except excluded: Int32) -> [Int32] {
    let parent = tree.parent[Int(atom)]
    let parentBond = tree.parentBond[Int(atom)]
    var order: [Int32] = []
    for slot in tree.slots(of: atom)
    where tree.bonds[slot] != parentBond && tree.neighbors[slot] != excluded {
      order.append(tree.neighbors[slot])
    }
    let before = parent >= 0 && parent != excluded ? [parent] : []
    let missing = max(0, count - before.count - order.count)
    return before + repeatElement(TetrahedralCenter.implicitNeighbor, count: missing) + order
  }

  private func tetrahedral(_ center: TetrahedralCenter) -> Mark {
    let atom = center.atom
    var order = SIMD4<Int32>(repeating: TetrahedralCenter.implicitNeighbor)
    var count = 0
    let parent = tree.parent[Int(atom)]
    let slots = tree.slots(of: atom)
    // An implicit hydrogen follows the atom before; a lone pair follows the first neighbor.
    let isLonePair = hydrogens[Int(atom)] == 0
    let implicit = slots.count > 3 ? -1 : parent < 0 && !isLonePair ? 0 : 1
    if parent >= 0 {
      order[0] = parent
      count = 1
    }
    for slot in slots where tree.bonds[slot] != tree.parentBond[Int(atom)] {
      if count == implicit { count += 1 }
      if count < 4 { order[count] = tree.neighbors[slot] }
      count += 1
    }
    return center.reordered(order).isClockwise ? .clockwise : .counterclockwise
  }
}
