import MoleculeGraph

/// Square planar, bipyramidal, octahedral and allene-like centers seen through classes of atoms.
extension StereoLabels {
  /// The permutation of a center with its neighbors in class order, places without an atom first; 0
  /// when two neighbors that it tells apart are in one class.
  static func permutation<Class: FixedWidthInteger>(
    _ chirality: ExtendedChirality, _ classes: [Class]
  ) -> UInt8 {
    let pieces =
      chirality.kind == .allene
      ? [chirality.neighbors.prefix(2), chirality.neighbors.dropFirst(2)]
      : [chirality.neighbors[...]]
    var order: [Int32] = []
    for piece in pieces {
      let atoms = piece.filter { $0 >= 0 }.sorted { classes[Int($0)] < classes[Int($1)] }
      for (first, second) in zip(atoms, atoms.dropFirst())
      where classes[Int(first)] == classes[Int(second)] { return 0 }
      order += piece.filter { $0 < 0 } + atoms
    }
    return chirality.permutation(for: order) ?? 0
  }

  /// Whether the neighbors leave more than one arrangement: none of an allene whose end has two
  /// alike substituents, of a square with three alike corners, of a bipyramid with five, of an
  /// octahedron with five.
  static func isMeaningful<Class: FixedWidthInteger>(
    _ chirality: ExtendedChirality, _ classes: [Class]
  ) -> Bool {
    let neighbors = chirality.neighbors.map { $0 < 0 ? -1 : Int64(classes[Int($0)]) }
    if chirality.kind == .allene {
      return neighbors[0] != neighbors[1] && neighbors[2] != neighbors[3]
    }
    let mostAlike = neighbors.map { one in neighbors.filter { $0 == one }.count }.max() ?? 0
    switch chirality.kind {
    case .squarePlanar: return mostAlike < 3
    case .trigonalBipyramidal, .octahedral: return mostAlike < 5
    case .tetrahedral, .allene: return mostAlike < 2
    }
  }
}
