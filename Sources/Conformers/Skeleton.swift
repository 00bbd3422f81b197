import MoleculeGraph
import Perception

/// A molecule with its hydrogens as atoms: those of the graph first, then the hydrogens of each
/// atom in the order of the atoms, as the worker numbers them.
struct Skeleton {
  enum Arrangement { case cis, trans }

  let molecule: PerceivedMolecule
  let elements: [Element]
  /// The atom that carries each hydrogen after the atoms of the graph.
  let parents: [Int32]
  let neighbors: [[Int]]

  var count: Int { elements.count }

  /// Lactams and lactones of rings up to this size are E (Huisgen and Ott, Tetrahedron 6, 253,
  /// 1959).
  private static let largestRingOfE = 9

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    let graph = molecule.graph
    var parents: [Int32] = []
    var neighbors = (0..<graph.atomCount).map { graph.neighbors(of: Int32($0)).map { Int($0) } }
    for atom in 0..<graph.atomCount {
      for _ in 0..<molecule.hydrogens[atom] {
        neighbors[atom].append(graph.atomCount + parents.count)
        neighbors.append([atom])
        parents.append(Int32(atom))
      }
    }
    self.parents = parents
    self.neighbors = neighbors
    elements = graph.atoms.map(\.element) + parents.map { _ in Element.hydrogen }
  }

  /// Index of the bond in the graph; nil for bonds to added hydrogens.
  func bond(_ a: Int, _ b: Int) -> Int32? {
    guard a < molecule.atomCount, b < molecule.atomCount else { return nil }
    return molecule.graph.bond(between: Int32(a), and: Int32(b))
  }

  /// Å, from covalent radii.
  func bondLength(_ a: Int, _ b: Int) -> Double {
    let single = elements[a].covalentRadius + elements[b].covalentRadius
    guard let bond = bond(a, b) else { return single }
    if molecule.graph.bonds[Int(bond)].order == .aromatic { return 0.92 * single }
    switch molecule.kekuleOrders[Int(bond)] {
    case .double: return 0.88 * single
    case .triple, .quadruple: return 0.79 * single
    default: return single
    }
  }

  /// The four corners of a center, ordered so that their signed volume
  /// (p1 − p4) · ((p2 − p4) × (p3 − p4)) is positive where the stereo is right; the center itself
  /// stands for a lone pair.
  func corners(of center: TetrahedralCenter) -> [Int]? {
    guard center.neighbors.count == 4 else { return nil }
    let atom = Int(center.atom)
    var four: [Int] = []
    for neighbor in center.neighbors {
      if neighbor >= 0 {
        four.append(Int(neighbor))
      } else {
        four.append(neighbors[atom].first { $0 >= molecule.atomCount } ?? atom)
      }
    }
    if Set(four).count != 4 { return nil }
    if center.isClockwise { four.swapAt(2, 3) }
    // Seen from the first, the others run counterclockwise: p1 lies on the positive side of their
    // plane, as does the count p1, p2, p3 seen against p4.
    return four
  }
}

extension Skeleton {
  /// The atoms behind c as seen from b.
  func farSide(of b: Int, _ c: Int) -> [Int] {
    var found = [c]
    var isSeen = [Bool](repeating: false, count: count)
    isSeen[b] = true
    isSeen[c] = true
    var next = 0
    while next < found.count {
      for atom in neighbors[found[next]] where !isSeen[atom] {
        isSeen[atom] = true
        found.append(atom)
      }
      next += 1
    }
    return found
  }

  private func isInSmallRing(_ atoms: [Int], largest: Int = 7) -> Bool {
    let wanted = atoms.map { Int32($0) }
    return molecule.rings.atomRings.contains { ring in
      ring.count <= largest && wanted.allSatisfy { ring.contains($0) }
    }
  }

  /// How a and d lie about the bond b–c, where chemistry says so.
  func arrangement(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Arrangement? {
    guard let bond = bond(b, c) else { return nil }
    if let stated = statedArrangement(bond, a, b, d) { return stated }
    let order = molecule.kekuleOrders[Int(bond)]
    let isAromatic = molecule.graph.bonds[Int(bond)].order == .aromatic
    if isAromatic || (order == .double && isInSmallRing([b, c])) {
      if isInSmallRing([a, b, c, d]) { return .cis }
      let sides = [isInSmallRing([a, b, c]), isInSmallRing([b, c, d])].filter { $0 }.count
      return sides == 1 ? .trans : sides == 0 ? .cis : nil
    }
    if order == .single, !isInSmallRing([b, c], largest: Self.largestRingOfE) {
      return carbonylArrangement(a, b, c, d) ?? carbonylArrangement(d, c, b, a)
    }
    return nil
  }

  /// The stereo that the molecule states at a double bond.
  private func statedArrangement(_ bond: Int32, _ a: Int, _ b: Int, _ d: Int) -> Arrangement? {
    guard let stereo = molecule.graph.doubleBondStereo.first(where: { $0.bond == bond }) else {
      return nil
    }
    let isForward = Int(molecule.graph.bonds[Int(bond)].begin) == b
    let (atBegin, atEnd) = isForward ? (a, d) : (d, a)
    let isSwapped = (atBegin != Int(stereo.beginNeighbor)) != (atEnd != Int(stereo.endNeighbor))
    return stereo.isCis != isSwapped ? .cis : .trans
  }

  /// Esters, acids and secondary amides are Z: the carbonyl oxygen (or the sulfur of a thioamide)
  /// lies on the side of the carbon chain. Between two carbonyls only one bond can be: in an
  /// acylurea that of the acyl group, whose oxygen takes the hydrogen of the other nitrogen.
  private func carbonylArrangement(_ a: Int, _ b: Int, _ c: Int, _ d: Int) -> Arrangement? {
    guard isCarbonyl(a, b) else { return nil }
    if elements[c] == .oxygen { return .cis }
    guard elements[c] == .nitrogen, neighbors[c].count == 3 else { return nil }
    let hydrogens = neighbors[c].filter { elements[$0] == .hydrogen }.count
    guard hydrogens == 1 else { return nil }
    let other = neighbors[c].first { $0 != b && isAcyl($0) }
    let isZ = other.map { (heteroatoms(of: b), b) < (heteroatoms(of: $0), $0) } ?? true
    return (elements[d] == .hydrogen) == isZ ? .trans : .cis
  }

  /// Whether an atom is the carbon of a carbonyl or thiocarbonyl group.
  func isAcyl(_ atom: Int) -> Bool { neighbors[atom].contains { isCarbonyl($0, atom) } }

  /// Whether a is the oxygen or sulfur of a carbonyl or thiocarbonyl carbon b.
  func isCarbonyl(_ a: Int, _ b: Int) -> Bool {
    guard elements[b] == .carbon, neighbors[a].count == 1,
      [.oxygen, .sulfur].contains(elements[a]), let bond = bond(a, b)
    else { return false }
    return molecule.kekuleOrders[Int(bond)] == .double
  }

  private func heteroatoms(of atom: Int) -> Int {
    neighbors[atom].count { elements[$0] != .carbon && elements[$0] != .hydrogen }
  }
}
