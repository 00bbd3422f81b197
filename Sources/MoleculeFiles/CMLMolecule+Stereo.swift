import MoleculeGraph
import XMLDocuments

extension CMLMolecule {
  /// `<atomParity atomRefs4="a1 a2 a3 a4">1</atomParity>`: the sign of the volume that the four
  /// atoms span, the atom itself standing for a hydrogen or lone pair (CML schema 3, `atomParity`).
  func center(
    _ atom: Int32, _ parity: XMLTreeElement, _ table: ConnectionTable, _ indexByID: [String: Int]
  ) throws(FileError) -> TetrahedralCenter {
    let neighbors = neighbors(of: atom, in: table)
    let references = indices(parity, indexByID)
    guard let value = Double(parity.text.trimmed), value != 0, references.count == 4,
      Set(references).count == 4,
      Set(references).subtracting([atom]) == Set(neighbors)
    else {
      throw error(
        "expected a number and, in atomRefs4, the neighbors of the atom in an atomParity",
        at: parity)
    }
    let order = references.map { $0 == atom ? TetrahedralCenter.implicitNeighbor : $0 }
    // A positive volume is clockwise seen from the first (compare `StereoFromPositions.center`).
    return TetrahedralCenter(atom: atom, neighbors: order, isClockwise: value > 0)
  }

  /// `<bondStereo atomRefs4="a1 a2 a3 a4">C</bondStereo>`: cis or trans of the outer two. The
  /// references may be missing where each end has one other neighbor.
  func doubleBond(
    _ bond: Int32, _ stereo: XMLTreeElement, _ table: ConnectionTable, _ indexByID: [String: Int]
  ) throws(FileError) -> DoubleBondStereo? {
    let isCis: Bool
    switch stereo.text.trimmed {
    case "C": isCis = true
    case "T": isCis = false
    default: return nil
    }
    let ends = table.bonds[Int(bond)]
    let near = neighbors(of: ends.begin, in: table).filter { $0 != ends.end }
    let far = neighbors(of: ends.end, in: table).filter { $0 != ends.begin }
    var references = indices(stereo, indexByID)
    if references.isEmpty, near.count == 1, far.count == 1 {
      references = [near[0], ends.begin, ends.end, far[0]]
    }
    if references.count == 4, references[1] == ends.end { references.reverse() }
    guard references.count == 4, references[1] == ends.begin, references[2] == ends.end,
      near.contains(references[0]), far.contains(references[3])
    else {
      throw error(
        "expected four atoms along the bond in atomRefs4 of a bondStereo \(isCis ? "C" : "T")",
        at: stereo)
    }
    return DoubleBondStereo(
      bond: bond, beginNeighbor: references[0], endNeighbor: references[3], isCis: isCis)
  }

  private func neighbors(of atom: Int32, in table: ConnectionTable) -> [Int32] {
    table.bonds.compactMap { bond in
      bond.begin == atom ? bond.end : bond.end == atom ? bond.begin : nil
    }
  }

  private func indices(_ element: XMLTreeElement, _ indexByID: [String: Int]) -> [Int32] {
    (element.attribute("atomRefs4") ?? "").split(whereSeparator: \.isWhitespace)
      .compactMap { indexByID[String($0)] }.map { Int32($0) }
  }
}
