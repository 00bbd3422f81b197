import MoleculeGraph

extension SMILESWriter {
  /// The atom with brackets where a reader could not infer what they hold.
  func atomText(_ index: Int32, closures: [Int32]) -> String {
    let atom = graph.atoms[Int(index)]
    let symbol =
      atom.isAromatic && !style.isKekule ? atom.element.symbol.lowercased() : atom.element.symbol
    let chirality = chiralityMark(index, closures: closures)
    let hydrogens = Int(source.hydrogens[Int(index)])
    let isotope = style.isIsomeric ? Int(atom.isotope) : 0
    let atomClass = style.keepsAtomClasses ? atom.atomClass : 0
    if chirality.isEmpty, isotope == 0, atom.charge == 0, atomClass == 0,
      let implied = source.organicSubsetHydrogens[Int(index)], Int(implied) == hydrogens
    {
      return symbol
    }
    var text = "["
    if isotope > 0 { text += "\(isotope)" }
    text += symbol + chirality
    if hydrogens > 0 { text += hydrogens == 1 ? "H" : "H\(hydrogens)" }
    if atom.charge != 0 {
      text += atom.charge > 0 ? "+" : "-"
      if abs(Int(atom.charge)) > 1 { text += "\(abs(Int(atom.charge)))" }
    }
    if atomClass > 0 { text += ":\(atomClass)" }
    return text + "]"
  }

  /// `@` or `@@` for the order in which this text names the neighbors.
  private func chiralityMark(_ atom: Int32, closures: [Int32]) -> String {
    guard let center = centers[atom] else {
      return style.isIsomeric ? extendedMark(atom) : ""
    }
    var order: [Int32] = []
    if parent[Int(atom)] >= 0 { order.append(parent[Int(atom)]) }
    order += closures.map { graph.bonds[Int($0)].other(atom) }
    order += children[Int(atom)]
    if order.count == 3 {
      // An implicit hydrogen follows the atom before; a lone pair follows the first neighbor.
      let isLonePair = source.hydrogens[Int(atom)] == 0
      let first = parent[Int(atom)] < 0 && !isLonePair
      order.insert(TetrahedralCenter.implicitNeighbor, at: first ? 0 : 1)
    }
    return center.reordered(order).isClockwise ? "@@" : "@"
  }

  private func extendedMark(_ atom: Int32) -> String {
    guard let chirality = graph.extendedChirality.first(where: { $0.atom == atom }) else {
      return ""
    }
    return "@\(chirality.kind.rawValue)\(chirality.permutation)"
  }
}
