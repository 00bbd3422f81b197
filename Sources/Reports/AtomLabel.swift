import MoleculeGraph
import Perception

/// The label of one atom in a drawing: isotope, symbol, hydrogens, charge. Carbon has one only
/// where it would not be seen otherwise, or has something to say.
struct AtomLabel: Sendable {
  private let symbol: String
  private let hydrogens: Int
  private let charge: Int
  private let isotope: Int
  private let radicalElectrons: Int
  private let point: SIMD2<Double>
  private let hydrogenSide: Side
  private let number: Int

  init?(atom index: Int32, in molecule: PerceivedMolecule, points: [SIMD2<Double>]) {
    let atom = molecule.atoms[Int(index)]
    let degree = molecule.graph.degree(of: index)
    isotope = Int(atom.isotope)
    charge = Int(atom.charge)
    radicalElectrons = Int(molecule.radicalElectrons[Int(index)])
    let isPlainCarbon =
      atom.element == .carbon && charge == 0 && isotope == 0 && radicalElectrons == 0
    // The middle carbon of an allene would vanish in a straight line.
    let isMiddle =
      degree == 2
      && molecule.graph.bonds(of: index).allSatisfy { molecule.kekuleOrders[Int($0)] == .double }
    if isPlainCarbon && degree > 0 && !isMiddle { return nil }
    symbol = atom.element.symbol
    number = atom.element.atomicNumber
    hydrogens = Int(molecule.hydrogens[Int(index)])
    point = points[Int(index)]
    let directions = molecule.graph.neighbors(of: index).map {
      (points[Int($0)] - points[Int(index)]).normalized
    }
    let leads = degree == 0 && [8, 16, 34, 52, 9, 17, 35, 53].contains(number)
    hydrogenSide = leads ? .left : Side.clearest(of: directions)
  }

  /// Where the hydrogens stand.
  private enum Side: CaseIterable {
    case right, left, above, below

    var direction: SIMD2<Double> {
      switch self {
      case .right: SIMD2(1, 0)
      case .left: SIMD2(-1, 0)
      case .above: SIMD2(0, -1)
      case .below: SIMD2(0, 1)
      }
    }

    /// The side that bonds leave free; beside the symbol rather than above or below it.
    static func clearest(of bonds: [SIMD2<Double>]) -> Side {
      func crowding(_ side: Side) -> Double {
        let nearest = bonds.map { ($0 * side.direction).sum() }.max() ?? -1
        // Beside the symbol is the place, unless a bond comes within 45 degrees of it.
        return max(nearest, 0.2) + (side == .above || side == .below ? 0.5 : 0)
      }
      return allCases.min { crowding($0) < crowding($1) } ?? .right
    }
  }

  /// Where its hydrogens stand; nil where it has none.
  var hydrogenDirection: SIMD2<Double>? { hydrogens > 0 ? hydrogenSide.direction : nil }

  /// How far bonds keep away from the middle of the symbol, points.
  var radius: Double { symbol.count > 1 ? 9.5 : 8 }

  var markup: Markup {
    let size = Depiction.fontSize
    let half = Double(symbol.count) * size * 0.36
    let isotopePart = isotope > 0 ? [Part("\(isotope)", rise: 5)] : []
    let hydrogenParts =
      hydrogens == 0
      ? [] : [Part("H", rise: 0)] + (hydrogens > 1 ? [Part("\(hydrogens)", rise: -3)] : [])
    let chargePart = mark.isEmpty ? [] : [Part(mark, rise: 5)]
    // Small digits are about 0.4 of the font size wide; the symbol's middle stays on the atom.
    let small = size * 0.4
    let start = point.x - half - Double(isotope > 0 ? "\(isotope)".count : 0) * small
    let core = isotopePart + [Part(symbol, rise: 0)]
    switch hydrogenSide {
    case .left where hydrogens > 0:
      let end = point.x + half + Double(mark.count) * small
      return text(hydrogenParts + core + chargePart, x: end, y: point.y, anchor: "end")
    case .above where hydrogens > 0, .below where hydrogens > 0:
      let y = point.y + (hydrogenSide == .above ? -size * 0.9 : size * 0.9)
      return .fragment([
        text(core + chargePart, x: start, y: point.y, anchor: "start"),
        text(hydrogenParts, x: point.x - size * 0.36, y: y, anchor: "start"),
      ])
    default:
      return text(core + hydrogenParts + chargePart, x: start, y: point.y, anchor: "start")
    }
  }

  private func text(_ parts: [Part], x: Double, y: Double, anchor: String) -> Markup {
    .element(
      "text",
      [
        "class": "atom atom-\(symbol)", "fill": color, "x": Depiction.number(x),
        "y": Depiction.number(y + Depiction.fontSize * 0.36), "text-anchor": anchor,
        "font-size": Depiction.number(Depiction.fontSize),
      ], AtomLabel.spans(parts))
  }

  /// Charge and radical as they stand above the symbol: `+`, `2−`, `•`.
  private var mark: String {
    let dots = String(repeating: "•", count: radicalElectrons)
    guard charge != 0 else { return dots }
    let amount = abs(charge) > 1 ? "\(abs(charge))" : ""
    return amount + (charge > 0 ? "+" : "−") + dots
  }

  /// A piece of the label and how far it stands above the line, points.
  private struct Part {
    let text: String
    let rise: Int
    init(_ text: String, rise: Int) {
      self.text = text
      self.rise = rise
    }
  }

  /// Each piece moves from where the last one stood: not every browser draws `baseline-shift`.
  private static func spans(_ parts: [Part]) -> [Markup] {
    var level = 0
    return parts.map { part in
      let drop = level - part.rise
      level = part.rise
      var attributes: [(name: String, value: String)] = []
      if drop != 0 { attributes.append(("dy", "\(drop)")) }
      if part.rise != 0 { attributes.append(("font-size", "10")) }
      return attributes.isEmpty
        ? .text(part.text)
        : .element("tspan", attributes: attributes, children: [.text(part.text)])
    }
  }

  private var color: String {
    switch number {
    case 7: "#2f5fe0"
    case 8: "#d8232a"
    case 9, 17: "#1e8a3c"
    case 35: "#a2492a"
    case 53: "#7a32b0"
    case 16: "#a57c00"
    case 15: "#d06a00"
    case 5: "#c46a6a"
    default: "#333333"
    }
  }
}
