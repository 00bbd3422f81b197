import Foundation
import MoleculeGraph
import Perception

/// Atoms and bonds of a molecule as the rows of a connection table.
struct ConnectionTableRows {
  private struct Row {
    let symbol: String
    let position: SIMD3<Double>
    let charge: Int
    let isotope: Int
    let radicalElectrons: Int
    /// Total valence, where a reader would count other hydrogens than there are; -1 is none.
    var valence: Int?
    let mapping: Int
  }

  private struct BondRow {
    let begin: Int
    let end: Int
    let type: Int
    var wedge: WedgeBonds.Wedge?
    var isUnspecifiedDouble = false
  }

  private var atoms: [Row] = []
  private var bonds: [BondRow] = []
  private let isChiral: Bool

  init(
    _ molecule: PerceivedMolecule, coordinates: AtomCoordinates?, hydrogens: [SDFile.Hydrogen]
  ) {
    let graph = molecule.graph
    isChiral = !graph.tetrahedralCenters.isEmpty
    let known = hydrogens.filter { graph.atoms.indices.contains(Int($0.parent)) }
    var positions = coordinates?.positions ?? []
    positions += repeatElement(SIMD3(), count: max(0, graph.atomCount - positions.count))
    var written = [Int](repeating: 0, count: graph.atomCount)
    for hydrogen in known { written[Int(hydrogen.parent)] += 1 }
    for (index, atom) in graph.atoms.enumerated() {
      atoms.append(
        Row(
          symbol: atom.element.symbol, position: positions[index], charge: Int(atom.charge),
          isotope: Int(atom.isotope), radicalElectrons: Int(molecule.radicalElectrons[index]),
          valence: Self.statedValence(of: index, molecule, writtenHydrogens: written[index]),
          mapping: Int(atom.atomClass)))
    }
    var wedges: [Int32: WedgeBonds.Wedge] = [:]
    if case .planar(let points) = coordinates {
      wedges = WedgeBonds(molecule, points: points).wedges
    }
    for (index, bond) in graph.bonds.enumerated() {
      let wedge = wedges[Int32(index)]
      let begin = wedge?.narrowEnd ?? bond.begin
      bonds.append(
        BondRow(
          begin: Int(begin) + 1, end: Int(bond.other(begin)) + 1,
          type: Self.type(of: molecule.kekuleOrders[index]), wedge: wedge,
          isUnspecifiedDouble: Self.isUnspecified(Int32(index), molecule)))
    }
    for hydrogen in known {
      atoms.append(
        Row(
          symbol: "H", position: hydrogen.position, charge: 0, isotope: 0, radicalElectrons: 0,
          mapping: 0))
      bonds.append(BondRow(begin: Int(hydrogen.parent) + 1, end: atoms.count, type: 1))
    }
  }

  /// Whether a double bond could be cis or trans and is not said to be either. Positions would say
  /// one of them, unless the bond is marked.
  private static func isUnspecified(_ bond: Int32, _ molecule: PerceivedMolecule) -> Bool {
    let graph = molecule.graph
    let ends = graph.bonds[Int(bond)]
    guard ends.order == .double, !graph.doubleBondStereo.contains(where: { $0.bond == bond }),
      graph.degree(of: ends.begin) > 1, graph.degree(of: ends.end) > 1
    else { return false }
    // Small rings hold their double bonds cis.
    return !molecule.rings.bondRings.contains { $0.count < 8 && $0.contains(bond) }
  }

  /// The valence to state, or nil where the rule of the format gives the right hydrogens.
  private static func statedValence(
    of index: Int, _ molecule: PerceivedMolecule, writtenHydrogens: Int
  ) -> Int? {
    let atom = molecule.graph.atoms[index]
    guard atom.element != .wildcard else { return nil }
    let doubled = molecule.graph.bonds(of: Int32(index)).reduce(0) {
      $0 + molecule.kekuleOrders[Int($1)].doubledValence
    }
    let orders = doubled / 2 + writtenHydrogens
    let rest = max(0, Int(molecule.hydrogens[index]) - writtenHydrogens)
    let implied = impliedHydrogens(
      on: atom.element, charge: Int(atom.charge), bondOrders: orders,
      radicalElectrons: min(Self.mostRadicalElectrons, Int(molecule.radicalElectrons[index])))
    guard implied != rest else { return nil }
    let donated = molecule.graph.bonds(of: Int32(index)).count {
      let bond = molecule.bonds[Int($0)]
      return bond.order == .dative && bond.end == Int32(index)
    }
    let valence = orders + donated + rest
    return valence == 0 ? -1 : valence
  }

  private static func type(of order: BondOrder) -> Int {
    switch order {
    case .single: 1
    case .double: 2
    case .triple: 3
    case .aromatic: 4
    case .dative: 9
    // The format has no quadruple bond; "any" promises nothing false.
    case .quadruple: 8
    }
  }

  /// Beyond three digits, or with a coordinate bond, the old columns do not do.
  var needsV3000: Bool {
    atoms.count > 999 || bonds.count > 999 || bonds.contains { $0.type == 9 }
      || atoms.contains { $0.mapping > 999 }
  }

  var v2000: String {
    var text = Self.padded(atoms.count, 3) + Self.padded(bonds.count, 3)
    text += "  0  0  \(isChiral ? 1 : 0)  0  0  0  0  0999 V2000\n"
    for atom in atoms {
      let valence = atom.valence.map { $0 == -1 ? 15 : $0 } ?? 0
      let symbol = atom.symbol.padding(toLength: 3, withPad: " ", startingAt: 0)
      text += [atom.position.x, atom.position.y, atom.position.z]
        .map { Self.padded(Self.fixed($0), 10) }.joined()
      text += " \(symbol) 0  0  0  0  0\(Self.padded(valence, 3))  0  0  0"
      text += Self.padded(atom.mapping, 3) + "  0  0\n"
    }
    for bond in bonds {
      let stereo = bond.wedge.map { $0.isUp ? 1 : 6 } ?? (bond.isUnspecifiedDouble ? 3 : 0)
      text += [bond.begin, bond.end, bond.type, stereo].map { Self.padded($0, 3) }.joined() + "\n"
    }
    text += propertyLines("CHG", \.charge)
    text += propertyLines("RAD") { Self.radicalCode($0.radicalElectrons) }
    return text + propertyLines("ISO", \.isotope)
  }

  /// `M  CHG` and its like: up to eight pairs of atom number and value on a line.
  private func propertyLines(_ kind: String, _ value: (Row) -> Int) -> String {
    let pairs = atoms.enumerated().map { ($0.offset + 1, value($0.element)) }
      .filter { $0.1 != 0 }
    var text = ""
    for start in stride(from: 0, to: pairs.count, by: 8) {
      let part = pairs[start..<min(start + 8, pairs.count)]
      text += "M  \(kind)\(Self.padded(part.count, 3))"
      for (atom, value) in part { text += Self.padded(atom, 4) + Self.padded(value, 4) }
      text += "\n"
    }
    return text
  }

  var v3000: String {
    var text = "  0  0  0     0  0            999 V3000\nM  V30 BEGIN CTAB\n"
    text += "M  V30 COUNTS \(atoms.count) \(bonds.count) 0 0 \(isChiral ? 1 : 0)\n"
    text += "M  V30 BEGIN ATOM\n"
    for (index, atom) in atoms.enumerated() {
      let position = [atom.position.x, atom.position.y, atom.position.z].map(Self.fixed)
        .joined(separator: " ")
      text += "M  V30 \(index + 1) \(atom.symbol) \(position) \(atom.mapping)"
      if atom.charge != 0 { text += " CHG=\(atom.charge)" }
      if atom.radicalElectrons > 0 { text += " RAD=\(Self.radicalCode(atom.radicalElectrons))" }
      if atom.isotope > 0 { text += " MASS=\(atom.isotope)" }
      if let valence = atom.valence { text += " VAL=\(valence)" }
      text += "\n"
    }
    text += "M  V30 END ATOM\nM  V30 BEGIN BOND\n"
    for (index, bond) in bonds.enumerated() {
      text += "M  V30 \(index + 1) \(bond.type) \(bond.begin) \(bond.end)"
      if let wedge = bond.wedge { text += " CFG=\(wedge.isUp ? 1 : 3)" }
      if bond.isUnspecifiedDouble { text += " CFG=2" }
      text += "\n"
    }
    return text + "M  V30 END BOND\nM  V30 END CTAB\n"
  }

  /// Unpaired electrons of an atom that the format can tell.
  private static let mostRadicalElectrons = 2

  /// Doublet for one unpaired electron, triplet for two and more.
  private static func radicalCode(_ electrons: Int) -> Int {
    electrons == 0 ? 0 : electrons == 1 ? 2 : 3
  }

  private static func fixed(_ value: Double) -> String { String(format: "%.4f", value) }

  private static func padded(_ value: Int, _ width: Int) -> String { padded("\(value)", width) }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.utf8.count)) + text
  }
}
