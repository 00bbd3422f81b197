import MoleculeFiles
import MoleculeGraph
import Perception

/// The bonds of a drawing: lines that keep clear of labels, second lines inside rings, wedges.
struct BondLines {
  private let drawing: Depiction
  private let wedges: [Int32: WedgeBonds.Wedge]
  private static let gap = 4.2

  init(_ drawing: Depiction) {
    self.drawing = drawing
    // Wedges are computed with y upwards.
    let upwards = drawing.points.map { SIMD2($0.x, -$0.y) }
    wedges = WedgeBonds(drawing.molecule, points: upwards).wedges
  }

  var markup: [Markup] {
    drawing.molecule.bonds.indices.flatMap { bond(Int32($0)) }
  }

  private func bond(_ index: Int32) -> [Markup] {
    let bond = drawing.molecule.bonds[Int(index)]
    let wedge = wedges[index]
    let begin = wedge?.narrowEnd ?? bond.begin
    let end = bond.other(begin)
    let (a, b) = clipped(begin, end)
    let across = (b - a).normalized.perpendicular
    if let wedge { return [wedge.isUp ? solidWedge(a, b, across) : hashedWedge(a, b, across)] }
    switch drawing.molecule.kekuleOrders[Int(index)] {
    case .single, .dative, .aromatic: return [line(a, b)]
    case .double: return doubleBond(index, begin, end, a, b, across)
    case .triple, .quadruple:
      let shift = across * 3.6
      return [line(a, b), line(a + shift, b + shift), line(a - shift, b - shift)]
    }
  }

  /// The two lines of a double bond: one inside the ring or on the side of the substituents, both
  /// beside the axis where the bond ends the chain.
  private func doubleBond(
    _ index: Int32, _ begin: Int32, _ end: Int32, _ a: SIMD2<Double>, _ b: SIMD2<Double>,
    _ across: SIMD2<Double>
  ) -> [Markup] {
    let molecule = drawing.molecule
    if let center = ringCenter(of: index) {
      let points = (drawing.points[Int(begin)], drawing.points[Int(end)])
      let middle = (points.0 + points.1) / 2
      let inward = ((center - middle) * across).sum() > 0 ? across : across * -1
      return [line(a, b), inner(begin, end, shift: inward * BondLines.gap)]
    }
    let degrees = (molecule.graph.degree(of: begin), molecule.graph.degree(of: end))
    let side = substituentSide(begin, end, across) + substituentSide(end, begin, across)
    if degrees.0 == 1 || degrees.1 == 1 || side == 0 {
      let shift = across * (BondLines.gap / 2)
      return [line(a + shift, b + shift), line(a - shift, b - shift)]
    }
    let shift = across * (side > 0 ? BondLines.gap : -BondLines.gap)
    return [line(a, b), inner(begin, end, shift: shift)]
  }

  /// The shorter second line.
  private func inner(_ begin: Int32, _ end: Int32, shift: SIMD2<Double>) -> Markup {
    let from = drawing.points[Int(begin)]
    let to = drawing.points[Int(end)]
    let along = (to - from).normalized
    let trimBegin = drawing.labels[Int(begin)]?.radius ?? 3.5
    let trimEnd = drawing.labels[Int(end)]?.radius ?? 3.5
    return line(from + along * trimBegin + shift, to - along * trimEnd + shift)
  }

  /// The middle of the smallest ring that the bond is in, aromatic rings first.
  private func ringCenter(of bond: Int32) -> SIMD2<Double>? {
    let rings = drawing.molecule.rings
    var best: (cost: Int, center: SIMD2<Double>)?
    for (atoms, bonds) in zip(rings.atomRings, rings.bondRings) where bonds.contains(bond) {
      let isAromatic = atoms.allSatisfy { drawing.molecule.atoms[Int($0)].isAromatic }
      let cost = atoms.count + (isAromatic ? 0 : 100)
      guard best.map({ cost < $0.cost }) ?? true else { continue }
      let sum = atoms.reduce(SIMD2<Double>()) { $0 + drawing.points[Int($1)] }
      best = (cost, sum / Double(atoms.count))
    }
    return best?.center
  }

  private func substituentSide(_ atom: Int32, _ other: Int32, _ across: SIMD2<Double>) -> Int {
    drawing.molecule.graph.neighbors(of: atom).reduce(0) { side, neighbor in
      guard neighbor != other else { return side }
      let offset = ((drawing.points[Int(neighbor)] - drawing.points[Int(atom)]) * across).sum()
      return abs(offset) < 1 ? side : side + (offset > 0 ? 1 : -1)
    }
  }

  /// The ends of the line, pulled back from labels.
  private func clipped(_ begin: Int32, _ end: Int32) -> (SIMD2<Double>, SIMD2<Double>) {
    let from = drawing.points[Int(begin)]
    let to = drawing.points[Int(end)]
    let along = (to - from).normalized
    return (
      from + along * (drawing.labels[Int(begin)]?.radius ?? 0),
      to - along * (drawing.labels[Int(end)]?.radius ?? 0)
    )
  }

  private func line(_ a: SIMD2<Double>, _ b: SIMD2<Double>) -> Markup {
    Depiction.line(a, b, ["class": "bond", "stroke": "#333333", "stroke-width": "1.5"])
  }

  private func solidWedge(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ across: SIMD2<Double>
  ) -> Markup {
    let corners = [a, b + across * 3.4, b - across * 3.4]
      .map { "\(Depiction.number($0.x)),\(Depiction.number($0.y))" }.joined(separator: " ")
    return .element("polygon", ["class": "wedge", "fill": "#333333", "points": corners])
  }

  private func hashedWedge(
    _ a: SIMD2<Double>, _ b: SIMD2<Double>, _ across: SIMD2<Double>
  ) -> Markup {
    let steps = 6
    let path = (1...steps).map { step -> String in
      let share = Double(step) / Double(steps)
      let middle = a + (b - a) * share
      let ends = [middle + across * (3.4 * share), middle - across * (3.4 * share)]
        .map { "\(Depiction.number($0.x)) \(Depiction.number($0.y))" }
      return "M\(ends[0])L\(ends[1])"
    }.joined()
    return .element(
      "path",
      ["class": "bond", "stroke": "#333333", "stroke-width": "1.3", "fill": "none", "d": path])
  }
}
