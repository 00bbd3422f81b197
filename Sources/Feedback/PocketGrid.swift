import Docking
import Foundation
import Targets

/// The energies that single atoms would have in a binding site, on a grid over the search box.
///
/// The energies are those of Vina's function for a carbon, a donor and an acceptor, so
/// what is called room here is what the docking score pays for.
package struct PocketGrid: Sendable {
  typealias Point = SIMD3<Double>

  /// Å between grid points, where a box is not so wide that it would have more points than this;
  /// both chosen.
  private static let finest = 0.75
  private static let mostPoints = 1_000_000.0
  let spacing: Double
  private let origin: Point
  /// Points along each axis; at least two.
  let counts: SIMD3<Int>
  /// x runs fastest: hydrophobe, donor, acceptor, kcal/mol.
  private let energies: [SIMD3<Float>]

  /// O(points · receptor atoms within 16 Å): 0.1 to 0.2 s for a box of 30 Å.
  package init(scoring: VinaScoring, box: SearchBox) {
    let volume = box.size.x * box.size.y * box.size.z
    let spacing = max(Self.finest, cbrt(volume / Self.mostPoints))
    let cells = (box.size / spacing).rounded(.up)
    let counts = SIMD3(Int(cells.x) + 1, Int(cells.y) + 1, Int(cells.z) + 1)
    let origin = box.center - cells * spacing / 2
    var energies: [SIMD3<Float>] = []
    energies.reserveCapacity(counts.x * counts.y * counts.z)
    for z in 0..<counts.z {
      for y in 0..<counts.y {
        for x in 0..<counts.x {
          let place = origin + Point(Double(x), Double(y), Double(z)) * spacing
          let found = scoring.probes(at: place)
          energies.append(
            SIMD3(
              Float(found.hydrophobe), Float(found.donor), Float(found.acceptor)))
        }
      }
    }
    self.spacing = spacing
    self.counts = counts
    self.origin = origin
    self.energies = energies
  }

  func position(_ index: Int) -> Point {
    let (rest, x) = index.quotientAndRemainder(dividingBy: counts.x)
    let (z, y) = rest.quotientAndRemainder(dividingBy: counts.y)
    return origin + Point(Double(x), Double(y), Double(z)) * spacing
  }

  /// Points where a hydrophobic carbon has a lower energy, ascending. O(points).
  func pointsBelow(_ energy: Double) -> [Int] {
    energies.indices.filter { Double(energies[$0].x) < energy }
  }

  func hydrophobe(_ index: Int) -> Double { Double(energies[index].x) }

  /// The points around one, diagonals included.
  func neighbors(of index: Int) -> [Int] {
    let (rest, x) = index.quotientAndRemainder(dividingBy: counts.x)
    let (z, y) = rest.quotientAndRemainder(dividingBy: counts.y)
    var found: [Int] = []
    for dz in -1...1 where (0..<counts.z).contains(z + dz) {
      for dy in -1...1 where (0..<counts.y).contains(y + dy) {
        for dx in -1...1 where (0..<counts.x).contains(x + dx) && (dx, dy, dz) != (0, 0, 0) {
          found.append(index + dx + counts.x * (dy + counts.y * dz))
        }
      }
    }
    return found
  }

  /// Trilinear between the eight points around a place; nil outside the box. O(1).
  ///
  /// The walls are convex, so between points 0.75 Å apart they seem up to 0.12 kcal/mol nearer
  /// than they are.
  func energies(at place: Point) -> ProbeEnergies? {
    let relative = (place - origin) / spacing
    let floor = relative.rounded(.down)
    let cell = SIMD3(Int(floor.x), Int(floor.y), Int(floor.z))
    guard all(floor .>= 0), cell.x + 1 < counts.x, cell.y + 1 < counts.y, cell.z + 1 < counts.z
    else { return nil }
    let part = SIMD3<Float>(relative - floor)
    let first = cell.x + counts.x * (cell.y + counts.y * cell.z)
    func edge(_ index: Int) -> SIMD3<Float> {
      energies[index] + (energies[index + 1] - energies[index]) * part.x
    }
    func face(_ index: Int) -> SIMD3<Float> {
      let near = edge(index)
      return near + (edge(index + counts.x) - near) * part.y
    }
    let near = face(first)
    let sum = near + (face(first + counts.x * counts.y) - near) * part.z
    return ProbeEnergies(
      hydrophobe: Double(sum.x), donor: Double(sum.y), acceptor: Double(sum.z))
  }
}
