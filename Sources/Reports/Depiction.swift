import MoleculeFiles
import MoleculeGraph
import Perception

/// A drawing of a molecule as SVG: skeletal formula, element colors, wedges for stereo.
///
/// The lines have the classes `bond` and `atom-N` and the like with colors of their own, so that
/// the drawing stands alone, and a page may recolor it.
public struct Depiction: Sendable {
  /// Length of a typical bond, points.
  static let bondLength = 28.0
  static let fontSize = 14.0

  let molecule: PerceivedMolecule
  /// Position of each atom in the drawing, y downwards, points.
  let points: [SIMD2<Double>]
  let labels: [AtomLabel?]
  let highlighted: Set<Int32>
  /// A number of each atom that is laid under it as a disc: its size by the number's, its color by
  /// the sign.
  let shares: [Double]
  private let isNumbered: Bool
  private let size: SIMD2<Double>

  /// - Parameters:
  ///   - coordinates: position of each atom in the plane, y upwards, in any unit.
  ///   - highlights: atoms to lay a mark under.
  ///   - shares: a number for each atom to show by discs, one kind below 0 and another above;
  ///     nothing is shown where they are not as many as the atoms.
  ///   - isNumbered: whether each atom has its number beside it, from 0.
  /// - Returns: nil where the positions are not one finite point for each atom.
  public init?(
    _ molecule: PerceivedMolecule, coordinates: [SIMD2<Double>], highlights: [Int32] = [],
    shares: [Double] = [], isNumbered: Bool = false
  ) {
    guard coordinates.count == molecule.atomCount, !coordinates.isEmpty,
      coordinates.allSatisfy({ $0.x.isFinite && $0.y.isFinite })
    else { return nil }
    self.molecule = molecule
    self.isNumbered = isNumbered
    highlighted = Set(highlights)
    self.shares = shares.count == molecule.atomCount ? shares : []
    let lengths = molecule.bonds.map {
      (coordinates[Int($0.begin)] - coordinates[Int($0.end)]).length
    }.sorted()
    let typical = lengths.isEmpty ? 1.5 : lengths[lengths.count / 2]
    let scale = Depiction.bondLength / (typical > 1e-6 ? typical : 1.5)
    let flipped = coordinates.map { SIMD2($0.x * scale, -$0.y * scale) }
    let margin = SIMD2(36.0, 24.0)
    let low = flipped.reduce(flipped[0]) { pointwiseMin($0, $1) } - margin
    let high = flipped.reduce(flipped[0]) { pointwiseMax($0, $1) } + margin
    size = high - low
    points = flipped.map { $0 - low }
    let placed = points
    labels = (0..<Int32(molecule.atomCount)).map {
      AtomLabel(atom: $0, in: molecule, points: placed)
    }
  }

  /// The drawing with an accessible title.
  ///
  /// - Parameter title: what the drawing shows, as for readers who do not see it.
  public func markup(title: String) -> Markup {
    let marks = highlightMarks + discs
    let bonds = BondLines(self).markup
    let texts = labels.compactMap { $0?.markup } + (isNumbered ? AtomNumbers(self).markup : [])
    let (width, height) = (fixed(size.x, decimals: 0), fixed(size.y, decimals: 0))
    return .element(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "viewBox": "0 0 \(width) \(height)",
        "width": width, "height": height, "role": "img", "class": "depiction",
        "font-family": "Arial, Helvetica, sans-serif", "stroke-linecap": "round",
      ], [.element("title", text: title)] + marks + bonds + texts)
  }

  /// The drawing as a file of its own.
  public func svg(title: String) -> String { markup(title: title).rendered }

  private var highlightMarks: [Markup] {
    var marks: [Markup] = []
    for bond in molecule.bonds
    where highlighted.contains(bond.begin) && highlighted.contains(bond.end) {
      marks.append(
        Depiction.line(
          points[Int(bond.begin)], points[Int(bond.end)],
          ["class": "mark-line", "stroke": "#ffd479", "stroke-width": "12"]))
    }
    for atom in highlighted.sorted() where points.indices.contains(Int(atom)) {
      let point = points[Int(atom)]
      marks.append(
        .element(
          "circle",
          [
            "class": "mark", "fill": "#ffd479", "cx": Depiction.number(point.x),
            "cy": Depiction.number(point.y), "r": "9",
          ]))
    }
    return marks
  }

  /// The largest disc reaches its neighbors.
  private static let largestDisc = 0.6 * bondLength

  private var discs: [Markup] {
    let largest = shares.reduce(0) { max($0, abs($1)) }
    guard largest > 0, largest.isFinite else { return [] }
    return shares.indices.filter { abs(shares[$0]) >= 0.05 * largest }.map { atom in
      let isBelow = shares[atom] < 0
      return .element(
        "circle",
        [
          "class": isBelow ? "below" : "above", "fill": isBelow ? "#2e9e5b" : "#d9482b",
          "fill-opacity": "0.4", "cx": Depiction.number(points[atom].x),
          "cy": Depiction.number(points[atom].y),
          // The area is as large as the number.
          "r": Depiction.number(Depiction.largestDisc * (abs(shares[atom]) / largest).squareRoot()),
        ])
    }
  }

  static func line(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ attributes: KeyValuePairs<String, String>
  ) -> Markup {
    .element(
      "line",
      attributes: attributes.map { ($0.key, $0.value) } + [
        ("x1", number(a.x)), ("y1", number(a.y)), ("x2", number(b.x)), ("y2", number(b.y)),
      ], children: [])
  }

  static func number(_ value: Double) -> String { fixed(value, decimals: 1) }
}

extension SIMD2<Double> {
  var length: Double { (x * x + y * y).squareRoot() }

  /// Of length 1; the null vector stays itself.
  var normalized: SIMD2<Double> { length > 1e-9 ? self / length : self }

  /// Turned by a right angle.
  var perpendicular: SIMD2<Double> { SIMD2(-y, x) }
}
