/// The geometries of the classes beyond tetrahedral.
///
/// An arrangement lists the neighbors as the first permutation of the class would: `SP1` around the
/// square; `TB1` from one end of the axis, the three around it counterclockwise, the other end;
/// `OH1` likewise with four. Rotations turn a list into another one of the same arrangement.
extension ExtendedChirality.Kind {
  /// For each permutation the least list, in alphabetical order, of its arrangement: which of the
  /// neighbors in written order stands at each place (the tables of OpenSMILES 3.8.5 to 3.8.7).
  var arrangements: [[UInt8]] {
    switch self {
    case .squarePlanar: Self.squarePlanarArrangements
    case .trigonalBipyramidal: Self.bipyramidalArrangements
    case .octahedral: Self.octahedralArrangements
    case .tetrahedral, .allene: []
    }
  }

  /// Proper rotations of the first permutation's list: 8 of the square (turned over as well), 6 of
  /// the bipyramid, 24 of the octahedron.
  var rotations: [[UInt8]] {
    switch self {
    case .squarePlanar: Self.squarePlanarRotations
    case .trigonalBipyramidal: Self.bipyramidalRotations
    case .octahedral: Self.octahedralRotations
    case .tetrahedral, .allene: []
    }
  }

  /// Every list that one gets from 0, 1, 2 … by the generators, over and over.
  private static func group(_ generators: [[UInt8]]) -> [[UInt8]] {
    var known = [Array(0..<UInt8(generators[0].count))]
    var index = 0
    while index < known.count {
      for generator in generators {
        let turned = generator.map { known[index][Int($0)] }
        if !known.contains(turned) { known.append(turned) }
      }
      index += 1
    }
    return known
  }

  private static let squarePlanarRotations = group([[1, 2, 3, 0], [0, 3, 2, 1]])
  private static let bipyramidalRotations = group([[0, 2, 3, 1, 4], [4, 3, 2, 1, 0]])
  private static let octahedralRotations = group([[0, 2, 3, 4, 1, 5], [2, 1, 5, 3, 0, 4]])

  private static let squarePlanarArrangements: [[UInt8]] = [
    [0, 1, 2, 3], [0, 2, 1, 3], [0, 1, 3, 2],
  ]

  private static let bipyramidalArrangements: [[UInt8]] = [
    [0, 1, 2, 3, 4], [0, 1, 3, 2, 4], [0, 1, 2, 4, 3], [0, 1, 4, 2, 3], [0, 1, 3, 4, 2],
    [0, 1, 4, 3, 2], [0, 2, 3, 4, 1], [0, 2, 4, 3, 1], [1, 0, 2, 3, 4], [1, 0, 2, 4, 3],
    [1, 0, 3, 2, 4], [1, 0, 4, 2, 3], [1, 0, 3, 4, 2], [1, 0, 4, 3, 2], [2, 0, 1, 3, 4],
    [2, 0, 1, 4, 3], [3, 0, 1, 2, 4], [3, 0, 2, 1, 4], [2, 0, 4, 1, 3], [2, 0, 3, 1, 4],
  ]

  private static let octahedralArrangements: [[UInt8]] = [
    [0, 1, 2, 3, 4, 5], [0, 1, 4, 3, 2, 5], [0, 1, 2, 3, 5, 4], [0, 1, 2, 4, 3, 5],
    [0, 1, 2, 5, 3, 4], [0, 1, 2, 4, 5, 3], [0, 1, 2, 5, 4, 3], [0, 1, 3, 2, 4, 5],
    [0, 1, 3, 2, 5, 4], [0, 1, 4, 2, 3, 5], [0, 1, 5, 2, 3, 4], [0, 1, 4, 2, 5, 3],
    [0, 1, 5, 2, 4, 3], [0, 1, 3, 4, 2, 5], [0, 1, 3, 5, 2, 4], [0, 1, 5, 3, 2, 4],
    [0, 1, 4, 5, 2, 3], [0, 1, 5, 4, 2, 3], [0, 1, 3, 4, 5, 2], [0, 1, 3, 5, 4, 2],
    [0, 1, 4, 3, 5, 2], [0, 1, 5, 3, 4, 2], [0, 1, 4, 5, 3, 2], [0, 1, 5, 4, 3, 2],
    [0, 2, 3, 4, 5, 1], [0, 2, 3, 5, 4, 1], [0, 2, 4, 3, 5, 1], [0, 2, 5, 3, 4, 1],
    [0, 2, 4, 5, 3, 1], [0, 2, 5, 4, 3, 1],
  ]
}
