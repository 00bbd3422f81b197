import MoleculeGraph
import Perception

/// The ways in which the heavy atoms of one molecule can stand for those of another, by element and
/// connection alone: bond orders, charges and hydrogens may differ, as between a crystal structure
/// and a protonated ligand, or between the two oxygens of a carboxylate.
struct SkeletonMatching {
  /// Heavy atoms of the first molecule, in the order in which they are matched: each after the
  /// first is bonded to an earlier one, as far as the molecule hangs together.
  let order: [Int32]
  /// For each place of `order`, the heavy atoms of the second molecule that it could be.
  let candidates: [[Int32]]
  /// For each place of `order`, the earlier places that it is bonded to.
  let earlier: [[Int]]
  private let other: Molecule

  /// Nil where the skeletons differ. O(atoms²).
  init?(_ first: PerceivedMolecule, _ second: PerceivedMolecule) {
    // Whether an atom takes part in a double bond tells the two sides of cyclohexene apart; where a
    // file has lost its bond orders, elements and bonds must do.
    guard
      let classes = Self.classes(first, second, withUnsaturation: true)
        ?? Self.classes(first, second, withUnsaturation: false)
    else { return nil }
    other = second.graph
    let (left, right) = classes
    let order = Self.order(first, left)
    var members: [Int: [Int32]] = [:]
    for atom in 0..<Int32(second.atomCount) where right[Int(atom)] >= 0 {
      members[right[Int(atom)], default: []].append(atom)
    }
    var place = [Int](repeating: -1, count: first.atomCount)
    for (index, atom) in order.enumerated() { place[Int(atom)] = index }
    self.order = order
    candidates = order.map { members[left[Int($0)]] ?? [] }
    earlier = order.enumerated().map { index, atom in
      first.graph.neighbors(of: atom).map { place[Int($0)] }.filter { $0 >= 0 && $0 < index }
    }
  }

  /// Calls `body` with every complete assignment, the atom of the second molecule for each place of
  /// `order`, until it returns false.
  ///
  /// - Parameter mayGoOn: asked after each place is filled; false gives up that branch.
  func visit(
    mayGoOn: (_ place: Int, _ atom: Int32) -> Bool = { _, _ in true }, body: ([Int32]) -> Bool
  ) {
    var chosen = [Int32](repeating: -1, count: order.count)
    var isTaken = [Bool](repeating: false, count: other.atomCount)
    func fill(_ place: Int) -> Bool {
      if place == order.count { return body(chosen) }
      for atom in candidates[place]
      where !isTaken[Int(atom)]
        && earlier[place].allSatisfy({ other.bond(between: chosen[$0], and: atom) != nil })
      {
        chosen[place] = atom
        guard mayGoOn(place, atom) else { continue }
        isTaken[Int(atom)] = true
        let goesOn = fill(place + 1)
        isTaken[Int(atom)] = false
        if !goesOn { return false }
      }
      return true
    }
    _ = fill(0)
  }

  /// Breadth first from an atom of the rarest kind.
  private static func order(_ molecule: PerceivedMolecule, _ classes: [Int]) -> [Int32] {
    var counts: [Int: Int] = [:]
    for kind in classes where kind >= 0 { counts[kind, default: 0] += 1 }
    let heavy = (0..<Int32(molecule.atomCount)).filter { classes[Int($0)] >= 0 }
    func rarity(_ atom: Int32) -> (Int, Int32) { (counts[classes[Int(atom)]] ?? 0, atom) }
    var order: [Int32] = []
    var isSeen = [Bool](repeating: false, count: molecule.atomCount)
    for start in heavy.sorted(by: { rarity($0) < rarity($1) }) where !isSeen[Int(start)] {
      isSeen[Int(start)] = true
      order.append(start)
      var next = order.count - 1
      while next < order.count {
        let neighbors = molecule.graph.neighbors(of: order[next])
          .filter { classes[Int($0)] >= 0 && !isSeen[Int($0)] }
        for neighbor in neighbors.sorted(by: { rarity($0) < rarity($1) }) {
          isSeen[Int(neighbor)] = true
          order.append(neighbor)
        }
        next += 1
      }
    }
    return order
  }
}

extension SkeletonMatching {
  /// Numbers that equal atoms of both molecules share, refined over the neighbors until nothing
  /// changes (Morgan, J. Chem. Doc. 5, 107, 1965); −1 for hydrogens. Nil where the counts differ.
  private static func classes(
    _ first: PerceivedMolecule, _ second: PerceivedMolecule, withUnsaturation: Bool
  ) -> ([Int], [Int])? {
    var left = kinds(first, withUnsaturation)
    var right = kinds(second, withUnsaturation)
    var count = 0
    while true {
      guard left.filter({ $0 >= 0 }).sorted() == right.filter({ $0 >= 0 }).sorted() else {
        return nil
      }
      let found = Set(left).count
      if found == count { return (left, right) }
      count = found
      let (keys, otherKeys) = (surroundings(first, left), surroundings(second, right))
      let known = Set(keys + otherKeys).sorted { $0.lexicographicallyPrecedes($1) }
      var number: [[Int]: Int] = [:]
      for (index, key) in known.enumerated() { number[key] = index }
      func renumbered(_ keys: [[Int]], _ old: [Int]) -> [Int] {
        zip(keys, old).map { key, old in old < 0 ? -1 : number[key] ?? -1 }
      }
      (left, right) = (renumbered(keys, left), renumbered(otherKeys, right))
    }
  }

  private static func surroundings(_ molecule: PerceivedMolecule, _ classes: [Int]) -> [[Int]] {
    classes.indices.map { atom in
      [classes[atom]]
        + molecule.graph.neighbors(of: Int32(atom)).map { classes[Int($0)] }.sorted()
    }
  }

  private static func kinds(_ molecule: PerceivedMolecule, _ withUnsaturation: Bool) -> [Int] {
    let graph = molecule.graph
    func isUnsaturated(_ atom: Int32) -> Bool {
      graph.bonds(of: atom).contains { molecule.kekuleOrders[Int($0)] != .single }
        || graph.atoms[Int(atom)].isAromatic
    }
    return (0..<Int32(graph.atomCount)).map { atom in
      let element = graph.atoms[Int(atom)].element
      if element == .hydrogen { return -1 }
      let heavy = graph.neighbors(of: atom).filter { graph.atoms[Int($0)].element != .hydrogen }
      var isFlat = isUnsaturated(atom)
      // The oxygens of a carboxylate or a phosphate are alike, whichever has the double bond.
      if heavy.count == 1, let only = heavy.first { isFlat = isUnsaturated(only) }
      return (Int(element.rawValue) * 16 + heavy.count) * 2 + (isFlat && withUnsaturation ? 1 : 0)
    }
  }
}
