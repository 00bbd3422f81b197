import MoleculeGraph
import Perception

/// The double bonds of a drawing: positions alone say which of them are cis and which trans, and
/// Open Babel draws some the other way round.
struct DrawnDoubleBonds {
  private let molecule: PerceivedMolecule
  private(set) var places: [SIMD2<Double>]

  /// Turns over what is drawn wrong.
  ///
  /// - Throws: `.drawingFailed` when a double bond cannot be drawn as it is.
  init(_ places: [SIMD2<Double>], of molecule: PerceivedMolecule) throws(ConformerError) {
    self.molecule = molecule
    self.places = places
    let stereo = molecule.graph.doubleBondStereo
    for bond in stereo where !isRight(bond) { turn(bond) }
    guard stereo.allSatisfy(isRight) else {
      throw ConformerError(
        .drawingFailed, "a double bond cannot be drawn with the stereo that it has")
    }
  }

  private func isRight(_ stereo: DoubleBondStereo) -> Bool {
    let bond = molecule.bonds[Int(stereo.bond)]
    let first = side(of: stereo.beginNeighbor, from: bond.begin, to: bond.end)
    let second = side(of: stereo.endNeighbor, from: bond.begin, to: bond.end)
    // A neighbor in line with the bond tells nothing.
    guard abs(first) > 0.05, abs(second) > 0.05 else { return false }
    return (first * second > 0) == stereo.isCis
  }

  /// How far an atom lies left of the way from one atom to another.
  private func side(of atom: Int32, from begin: Int32, to end: Int32) -> Double {
    guard places.indices.contains(Int(atom)) else { return 0 }
    let way = places[Int(end)] - places[Int(begin)]
    let place = places[Int(atom)] - places[Int(begin)]
    let length = (way * way).sum().squareRoot()
    return length > 0 ? (way.x * place.y - way.y * place.x) / length : 0
  }

  private mutating func turn(_ stereo: DoubleBondStereo) {
    let bond = molecule.bonds[Int(stereo.bond)]
    guard molecule.rings.contains(bond: stereo.bond) else {
      let moved = reach(from: bond.end, without: [bond.begin])
      return mirror(moved, at: bond.begin, bond.end)
    }
    // A large ring is drawn as a circle, on which every bond is cis: one end goes to the inside.
    for (end, other) in [(bond.end, bond.begin), (bond.begin, bond.end)]
    where molecule.rings.atomRingCounts[Int(end)] == 1 && molecule.rings.smallestRing[Int(end)] > 7
    {
      let next = zip(molecule.graph.neighbors(of: end), molecule.graph.bonds(of: end)).first {
        $0.0 != other && molecule.rings.contains(bond: $0.1)
      }
      guard let next = next?.0 else { continue }
      return mirror(reach(from: end, without: [other, next]), at: other, next)
    }
  }

  /// The atoms that hang together with one when others are taken out.
  private func reach(from start: Int32, without out: [Int32]) -> Set<Int32> {
    var found: Set<Int32> = [start]
    var open = [start]
    while let atom = open.popLast() {
      for neighbor in molecule.graph.neighbors(of: atom)
      where !out.contains(neighbor) && found.insert(neighbor).inserted {
        open.append(neighbor)
      }
    }
    return found
  }

  private mutating func mirror(_ atoms: Set<Int32>, at first: Int32, _ second: Int32) {
    let origin = places[Int(first)]
    let way = places[Int(second)] - origin
    let square = (way * way).sum()
    guard square > 0 else { return }
    for atom in atoms {
      let place = places[Int(atom)] - origin
      places[Int(atom)] = origin + 2 * (place * way).sum() / square * way - place
    }
  }
}
