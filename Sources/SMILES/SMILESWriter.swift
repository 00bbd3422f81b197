import MoleculeGraph

/// Writes the components of a molecule as SMILES.
///
/// A first walk, depth first from the start and in rank order, finds the spanning tree and the bonds
/// that close rings. A second one writes: ring digits, then branches from the smallest to the
/// largest, so that the longest way is the main chain. Neither recurses.
struct SMILESWriter<Source: OrderedMolecule> {
  let source: Source
  let graph: Molecule
  let style: SMILESStyle
  let ranks: [Int32]
  let centers: [Int32: TetrahedralCenter]
  /// Tree parent and the bond to it, -1 at the start.
  var parent: [Int32]
  var parentBond: [Int32]
  var children: [[Int32]]
  private var isDiscovered: [Bool]
  /// Atoms of each atom's branch, itself included.
  private var branchSize: [Int32]
  /// Bonds that close a ring at each atom, in rank order of the other end.
  var ringBonds: [[Int32]]
  /// Place of each atom in the text, and the directions that double bonds ask for.
  var place: [Int32]
  var directions: [Int32: BondDirection] = [:]

  init(_ source: Source, ranks: [Int32], style: SMILESStyle) {
    self.source = source
    graph = source.graph
    self.style = style
    self.ranks = ranks
    let count = source.graph.atomCount
    parent = [Int32](repeating: -1, count: count)
    parentBond = parent
    children = [[Int32]](repeating: [], count: count)
    isDiscovered = [Bool](repeating: false, count: count)
    branchSize = parent
    ringBonds = children
    place = parent
    centers =
      style.isIsomeric
      ? Dictionary(
        source.graph.tetrahedralCenters.map { ($0.atom, $0) },
        uniquingKeysWith: { first, _ in first })
      : [:]
  }

  mutating func component(from start: Int32) -> WrittenSMILES {
    let visited = spanningTree(from: start)
    sortBranches(visited)
    let order = textOrder(from: start)
    for (index, atom) in order.enumerated() { place[Int(atom)] = Int32(index) }
    if style.isIsomeric, !graph.doubleBondStereo.isEmpty {
      var assignment = BondDirectionAssignment(graph: graph, place: place, parentBond: parentBond)
      directions.merge(assignment.directions(for: visited)) { first, _ in first }
    }
    return WrittenSMILES(text: text(order), atomOrder: order)
  }

  /// Depth-first tree; neighbors in rank order. The answer is the atoms in order of discovery.
  private mutating func spanningTree(from start: Int32) -> [Int32] {
    var discovered: [Int32] = []
    var stack: [(atom: Int32, from: Int32, bond: Int32)] = [(start, -1, -1)]
    while let (atom, from, bond) = stack.popLast() {
      guard !isDiscovered[Int(atom)] else { continue }
      isDiscovered[Int(atom)] = true
      discovered.append(atom)
      parent[Int(atom)] = from
      parentBond[Int(atom)] = bond
      if from >= 0 { children[Int(from)].append(atom) }
      let next = zip(graph.neighbors(of: atom), graph.bonds(of: atom))
        .filter { $0.1 != bond }
        .sorted { ranks[Int($0.0)] > ranks[Int($1.0)] }
      for (neighbor, through) in next {
        if isDiscovered[Int(neighbor)] {
          ringBonds[Int(atom)].append(through)
          ringBonds[Int(neighbor)].append(through)
        } else {
          stack.append((neighbor, atom, through))
        }
      }
    }
    return discovered
  }

  private mutating func sortBranches(_ discovered: [Int32]) {
    for atom in discovered.reversed() {
      branchSize[Int(atom)] = children[Int(atom)].reduce(1) { $0 + branchSize[Int($1)] }
    }
    let (graph, ranks, size) = (graph, ranks, branchSize)
    for atom in discovered {
      let at = Int(atom)
      if children[at].count > 1 {
        children[at].sort { (size[Int($0)], ranks[Int($0)]) < (size[Int($1)], ranks[Int($1)]) }
      }
      if ringBonds[at].count > 1 {
        ringBonds[at].sort {
          ranks[Int(graph.bonds[Int($0)].other(atom))]
            < ranks[Int(graph.bonds[Int($1)].other(atom))]
        }
      }
    }
  }

  private func textOrder(from start: Int32) -> [Int32] {
    var order: [Int32] = []
    var stack = [start]
    while let atom = stack.popLast() {
      order.append(atom)
      stack.append(contentsOf: children[Int(atom)].reversed())
    }
    return order
  }

  // MARK: - Text

  private mutating func text(_ order: [Int32]) -> String {
    var out = ""
    out.reserveCapacity(order.count * 3)
    var digits = RingDigits()
    for (index, atom) in order.enumerated() {
      let from = parent[Int(atom)]
      if from >= 0 {
        if children[Int(from)].last != atom { out += "(" }
        out += symbol(ofBond: parentBond[Int(atom)], from: from)
      }
      let closures = ringClosures(of: atom)
      out += atomText(atom, closures: closures)
      write(closures, at: atom, digits: &digits, into: &out)
      if children[Int(atom)].isEmpty, index + 1 < order.count {
        closeBranches(after: atom, into: &out)
      }
    }
    return out
  }

  private func closeBranches(after leaf: Int32, into out: inout String) {
    var atom = leaf
    while parent[Int(atom)] >= 0 {
      let above = parent[Int(atom)]
      if children[Int(above)].last != atom {
        out += ")"
        return
      }
      atom = above
    }
  }

  /// Ring bonds at an atom in the order they are written: those that close, then those that open.
  private func ringClosures(of atom: Int32) -> [Int32] {
    let bonds = ringBonds[Int(atom)]
    guard bonds.count > 1 else { return bonds }
    let closing = bonds.filter { place[Int(graph.bonds[Int($0)].other(atom))] < place[Int(atom)] }
    let opening = bonds.filter { place[Int(graph.bonds[Int($0)].other(atom))] > place[Int(atom)] }
    return closing + opening
  }

  private func write(
    _ closures: [Int32], at atom: Int32, digits: inout RingDigits, into out: inout String
  ) {
    for bond in closures {
      let other = graph.bonds[Int(bond)].other(atom)
      if place[Int(other)] < place[Int(atom)] {
        out += digits.close(bond)
      } else {
        out += symbol(ofBond: bond, from: atom)
        out += digits.open(bond)
      }
    }
  }

  private func symbol(ofBond index: Int32, from: Int32) -> String {
    let bond = graph.bonds[Int(index)]
    let order = style.isKekule ? source.kekuleOrders[Int(index)] : bond.order
    let bothAromatic =
      !style.isKekule && graph.atoms[Int(bond.begin)].isAromatic
      && graph.atoms[Int(bond.end)].isAromatic
    if order == .single || order == .aromatic, let direction = directions[index] {
      return direction == .up ? "/" : "\\"
    }
    switch order {
    case .single: return bothAromatic ? "-" : ""
    case .double: return "="
    case .triple: return "#"
    case .quadruple: return "$"
    case .aromatic: return bothAromatic ? "" : ":"
    case .dative: return bond.begin == from ? "->" : "<-"
    }
  }
}

/// Ring numbers in use: the smallest free one opens next.
struct RingDigits {
  private var numberOfBond: [Int32: Int] = [:]
  private var isUsed: [Bool] = [true]

  mutating func open(_ bond: Int32) -> String {
    let number = isUsed.firstIndex(of: false) ?? isUsed.count
    if number == isUsed.count { isUsed.append(true) } else { isUsed[number] = true }
    numberOfBond[bond] = number
    return RingDigits.text(number)
  }

  mutating func close(_ bond: Int32) -> String {
    guard let number = numberOfBond.removeValue(forKey: bond) else { return "" }
    isUsed[number] = false
    return RingDigits.text(number)
  }

  private static func text(_ number: Int) -> String {
    number < 10 ? "\(number)" : number < 100 ? "%\(number)" : "%(\(number))"
  }
}
