import Foundation
import Synchronization
import Targets

/// The energies that atoms of each type have with a receptor, on a grid over the search box, as
/// engines map them before they search.
///
/// The maps are made when they are first asked for: 1 s for a box of 24 Å, more as its volume grows
/// up to a million points, of 64 bytes each.
package final class AffinityMaps: Sendable {
  package let scoring: VinaScoring
  private let box: SearchBox
  private let made = Mutex<AffinityGrid?>(nil)

  package init(scoring: VinaScoring, box: SearchBox) {
    self.scoring = scoring
    self.box = box
  }

  package var grid: AffinityGrid {
    made.withLock { made in
      if let made { return made }
      let grid = AffinityGrid(scoring: scoring, box: box)
      made = grid
      return grid
    }
  }
}

/// A grid of affinity maps, one for each type of atom that ligands have.
package struct AffinityGrid: Sendable {
  package typealias Point = SIMD3<Double>

  /// Å between grid points, as in Vina, where a box is not so wide that it would have more points
  /// than this.
  private static let finest = 0.375
  private static let mostPoints = 1_000_000.0
  /// What pulls an atom outside the box back, kcal/mol/Å²; chosen, stiff beside the energies
  /// within.
  private static let wall = 10.0

  private let spacing: Double
  private let origin: Point
  private let counts: SIMD3<Int>
  /// The last place between points, in units of the spacing.
  private let highest: Point
  /// `values[map * pointCount + point]`, kcal/mol, x fastest.
  private let values: [Float]
  /// Where the map of each type begins; that of carbon for types that have none.
  private let starts: [Int]

  private static let types: [XScoreType] = [
    .hydrophobicCarbon, .polarCarbon, .nitrogen, .donorNitrogen, .acceptorNitrogen,
    .donorAcceptorNitrogen, .oxygen, .donorOxygen, .acceptorOxygen, .donorAcceptorOxygen, .sulfur,
    .fluorine, .chlorine, .bromine, .iodine, .phosphorus,
  ]

  /// O(points · receptor atoms within 16 Å).
  init(scoring: VinaScoring, box: SearchBox) {
    let volume = box.size.x * box.size.y * box.size.z
    let spacing = max(Self.finest, cbrt(volume / Self.mostPoints))
    let cells = (box.size / spacing).rounded(.up)
    let counts = SIMD3(Int(cells.x) + 1, Int(cells.y) + 1, Int(cells.z) + 1)
    let origin = box.center - cells * spacing / 2
    let pointCount = counts.x * counts.y * counts.z
    let columns = scoring.columns(of: Self.types)
    var values = [Float](repeating: 0, count: pointCount * Self.types.count)
    var point = 0
    for z in 0..<counts.z {
      for y in 0..<counts.y {
        for x in 0..<counts.x {
          let place = origin + Point(Double(x), Double(y), Double(z)) * spacing
          let found = scoring.energies(columns, at: place)
          for map in Self.types.indices { values[map * pointCount + point] = found[map] }
          point += 1
        }
      }
    }
    self.spacing = spacing
    self.origin = origin
    self.counts = counts
    highest = Point(Double(counts.x - 1), Double(counts.y - 1), Double(counts.z - 1)) - 1e-6
    self.values = values
    starts = XScoreType.allCases.map { type in
      (Self.types.firstIndex(of: type) ?? 0) * pointCount
    }
  }

  /// Where the map of a type begins.
  func start(of type: XScoreType) -> Int { starts[Int(type.rawValue)] }

  /// Energy of one atom, kcal/mol, and how it rises from here, kcal/mol/Å: linear between the eight
  /// points around it. Outside the box the energy is that of the border and a wall. O(1).
  ///
  /// - Parameters:
  ///   - start: of the map of the atom's type, an index of `values`.
  ///   - place: Å.
  @inline(__always)
  func energy(map start: Int, at place: Point) -> (energy: Double, gradient: Point) {
    let relative = (place - origin) / spacing
    let inside = relative.clamped(lowerBound: .zero, upperBound: highest)
    let floor = inside.rounded(.down)
    let part = inside - floor
    let (row, layer) = (counts.x, counts.x * counts.y)
    let first = start + Int(floor.x) + row * Int(floor.y) + layer * Int(floor.z)
    // Low and high end of each edge along x, by y and z.
    let low = SIMD4<Double>(
      SIMD4(
        values[first], values[first + row], values[first + layer], values[first + layer + row]))
    let high = SIMD4<Double>(
      SIMD4(
        values[first + 1], values[first + row + 1], values[first + layer + 1],
        values[first + layer + row + 1]))
    let alongX = high - low
    let edges = low + alongX * part.x
    let alongY = edges.oddHalf - edges.evenHalf
    let faces = edges.evenHalf + alongY * part.y
    let slopesX = alongX.evenHalf + (alongX.oddHalf - alongX.evenHalf) * part.y
    let alongZ = faces.y - faces.x
    var energy = faces.x + alongZ * part.z
    var gradient =
      Point(
        slopesX.x + (slopesX.y - slopesX.x) * part.z, alongY.x + (alongY.y - alongY.x) * part.z,
        alongZ) / spacing
    let outside = (relative - inside) * spacing
    let squared = (outside * outside).sum()
    if squared > 1e-9 {
      energy += Self.wall * squared
      gradient.replace(with: Point.zero, where: magnitudes(of: outside) .> 1e-5)
      gradient += 2 * Self.wall * outside
    }
    return (energy, gradient)
  }
}

private func magnitudes(of vector: SIMD3<Double>) -> SIMD3<Double> {
  vector.replacing(with: -vector, where: vector .< 0)
}

extension VinaScoring {
  /// The energies of up to sixteen types of ligand atoms beside each other, so that one look at a
  /// receptor's atom tells all of them.
  fileprivate struct Columns {
    /// `rows[receptor type][step of the squared distance]`; empty for types that it does not have.
    var rows: [[SIMD16<Float>]]
  }

  fileprivate func columns(of atoms: [XScoreType]) -> Columns {
    let present = Set(types)
    return Columns(
      rows: XScoreType.allCases.map { type in
        guard present.contains(type) else { return [] }
        return (0..<VinaPotential.rowLength).map { step in
          let square = (Double(step) + 0.5) / VinaPotential.stepsPerSquare
          var energies = SIMD16<Float>.zero
          for (lane, atom) in atoms.enumerated() {
            energies[lane] = Float(potential.energy(atom, type, squaredDistance: square))
          }
          return energies
        }
      })
  }

  /// Energies that an atom of each type would have with the receptor at a place, kcal/mol.
  fileprivate func energies(_ columns: Columns, at place: SIMD3<Double>) -> SIMD16<Float> {
    var sum = SIMD16<Float>.zero
    cells.forEach(near: place) { other in
      let d = place - positions[other]
      let square = (d * d).sum()
      guard square < VinaPotential.cutoff * VinaPotential.cutoff else { return }
      sum += columns.rows[Int(types[other].rawValue)][Int(square * VinaPotential.stepsPerSquare)]
    }
    return sum
  }
}
