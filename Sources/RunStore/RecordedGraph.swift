import Foundation
import MoleculeGraph
import Perception

/// A perceived molecule as JSON of small numbers: atoms keep their order, which no line notation
/// promises.
struct RecordedGraph: Codable {
  /// Atomic number, charge, hydrogens, isotope of each atom.
  let atoms: [[Int]]
  /// Begin, end, order; aromatic rings as alternating single and double bonds.
  let bonds: [[Int]]
  /// Atom, four neighbors, 1 for clockwise.
  let centers: [[Int]]
  /// Bond, neighbor at its begin, neighbor at its end, 1 for cis.
  let doubleBonds: [[Int]]

  enum CodingKeys: String, CodingKey {
    case atoms, bonds, centers
    case doubleBonds = "double_bonds"
  }

  init(_ molecule: PerceivedMolecule) {
    atoms = zip(molecule.atoms, molecule.hydrogens).map { atom, hydrogens in
      [atom.element.atomicNumber, Int(atom.charge), Int(hydrogens), Int(atom.isotope)]
    }
    bonds = zip(molecule.bonds, molecule.kekuleOrders).map { bond, order in
      [Int(bond.begin), Int(bond.end), Int(order.rawValue)]
    }
    centers = molecule.graph.tetrahedralCenters.map { center in
      [Int(center.atom)] + center.neighbors.map(Int.init) + [center.isClockwise ? 1 : 0]
    }
    doubleBonds = molecule.graph.doubleBondStereo.map { stereo in
      [
        Int(stereo.bond), Int(stereo.beginNeighbor), Int(stereo.endNeighbor), stereo.isCis ? 1 : 0,
      ]
    }
  }

  init?(json: String) {
    guard let graph = try? JSONDecoder().decode(RecordedGraph.self, from: Data(json.utf8)) else {
      return nil
    }
    self = graph
  }

  var json: String {
    // Arrays of integers can always be encoded.
    (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// Nil when the numbers are not those of a molecule.
  var molecule: PerceivedMolecule? {
    guard let atoms = Self.all(atoms, Self.atom), let bonds = Self.all(bonds, bond),
      let centers = Self.all(centers, center), let doubleBonds = Self.all(doubleBonds, doubleBond)
    else { return nil }
    return try? PerceivedMolecule(
      Molecule(
        atoms: atoms, bonds: bonds, tetrahedralCenters: centers, doubleBondStereo: doubleBonds))
  }

  private static func all<Element>(
    _ rows: [[Int]], _ read: ([Int]) -> Element?
  ) -> [Element]? {
    let found = rows.compactMap(read)
    return found.count == rows.count ? found : nil
  }

  private static func atom(_ row: [Int]) -> Atom? {
    guard row.count == 4, let element = UInt8(exactly: row[0]).flatMap(Element.init(rawValue:)),
      let charge = Int8(exactly: row[1]), let hydrogens = UInt8(exactly: row[2]),
      let isotope = UInt16(exactly: row[3])
    else { return nil }
    return Atom(element, isotope: isotope, charge: charge, statedHydrogens: hydrogens)
  }

  private func bond(_ row: [Int]) -> Bond? {
    guard row.count == 3, let begin = index(row[0], of: atoms), let end = index(row[1], of: atoms),
      begin != end, let order = UInt8(exactly: row[2]).flatMap(BondOrder.init(rawValue:))
    else { return nil }
    return Bond(begin, end, order)
  }

  private func center(_ row: [Int]) -> TetrahedralCenter? {
    guard row.count == 6, let atom = index(row[0], of: atoms) else { return nil }
    let implicit = Int(TetrahedralCenter.implicitNeighbor)
    let neighbors = row[1..<5].compactMap {
      $0 == implicit ? TetrahedralCenter.implicitNeighbor : index($0, of: atoms)
    }
    guard neighbors.count == 4 else { return nil }
    return TetrahedralCenter(atom: atom, neighbors: neighbors, isClockwise: row[5] == 1)
  }

  private func doubleBond(_ row: [Int]) -> DoubleBondStereo? {
    guard row.count == 4, let bond = index(row[0], of: bonds),
      let begin = index(row[1], of: atoms), let end = index(row[2], of: atoms)
    else { return nil }
    return DoubleBondStereo(
      bond: bond, beginNeighbor: begin, endNeighbor: end, isCis: row[3] == 1)
  }

  private func index(_ number: Int, of rows: [[Int]]) -> Int32? {
    rows.indices.contains(number) ? Int32(exactly: number) : nil
  }
}
