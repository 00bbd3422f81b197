import MoleculeGraph
import XMLDocuments

/// Reads one `molecule` element into a connection table.
struct CMLMolecule {
  private let element: XMLTreeElement
  private let file: String

  init(_ element: XMLTreeElement, file: String) {
    self.element = element
    self.file = file
  }

  func table() throws(FileError) -> ConnectionTable {
    var table = ConnectionTable()
    var indexByID: [String: Int] = [:]
    var hydrogenCounts: [Int?] = []
    guard let atomArray = element.child("atomArray") else {
      throw error("a molecule has no atomArray", at: element)
    }
    guard atomArray.attribute("atomID") == nil else {
      throw FileError(
        code: .unsupported, file: file, line: atomArray.line,
        message: "the atoms are written as lists of attributes",
        hint: "write one element atom for each atom")
    }
    let atoms = atomArray.children("atom")
    for atom in atoms {
      let id = atom.attribute("id") ?? ""
      guard !id.isEmpty, indexByID[id] == nil else {
        throw error("expected an id that no other atom has, found \"\(id)\"", at: atom)
      }
      indexByID[id] = table.atoms.count
      let (tableAtom, isSpatial) = try self.atom(atom)
      table.atoms.append(tableAtom)
      table.isSpatial = table.isSpatial || isSpatial
      hydrogenCounts.append(try integer("hydrogenCount", of: atom))
    }
    let bonds = element.child("bondArray")?.children("bond") ?? []
    for bond in bonds { table.bonds.append(try self.bond(bond, indexByID: indexByID)) }
    guard !table.atoms.isEmpty else { throw error("a molecule has no atoms", at: element) }
    if let (begin, end) = table.doubledBond {
      throw error("atoms \(begin) and \(end) are bonded twice", at: element)
    }
    if let message = table.impossibleAtom { throw error(message, at: element) }
    stateHydrogens(hydrogenCounts, in: &table)
    try stateStereo(atoms, bonds, indexByID, in: &table)
    return table
  }

  private func stateStereo(
    _ atoms: [XMLTreeElement], _ bonds: [XMLTreeElement], _ indexByID: [String: Int],
    in table: inout ConnectionTable
  ) throws(FileError) {
    for (index, atom) in atoms.enumerated() {
      guard let parity = atom.child("atomParity") else { continue }
      table.statedCenters.append(try center(Int32(index), parity, table, indexByID))
    }
    for (index, bond) in bonds.enumerated() where table.bonds[index].order == .double {
      guard let stereo = bond.child("bondStereo") else { continue }
      if let stated = try doubleBond(Int32(index), stereo, table, indexByID) {
        table.statedDoubleBonds.append(stated)
      }
    }
  }

  private func atom(
    _ atom: XMLTreeElement
  ) throws(FileError) -> (ConnectionTable.TableAtom, isSpatial: Bool) {
    let symbol = atom.attribute("elementType") ?? ""
    let isWildcard = ["*", "R", "Du", "Xx"].contains(symbol)
    guard let element = isWildcard ? Element.wildcard : Element(symbol: symbol) else {
      throw error("expected an element symbol, found \"\(symbol)\"", at: atom)
    }
    let spatial = try coordinates(["x3", "y3", "z3"], of: atom)
    let planar = try coordinates(["x2", "y2"], of: atom)
    var result = ConnectionTable.TableAtom(
      element: element,
      position: spatial.map { SIMD3($0[0], $0[1], $0[2]) }
        ?? planar.map { SIMD3($0[0], $0[1], 0) } ?? SIMD3())
    result.charge = try integer("formalCharge", of: atom) ?? 0
    let isotopes = [try integer("isotopeNumber", of: atom), try integer("isotope", of: atom)]
    result.isotope = UInt16(clamping: max(0, isotopes.compactMap { $0 }.first ?? 0))
    result.radicalElectrons = max(0, (try integer("spinMultiplicity", of: atom) ?? 1) - 1)
    return (result, spatial != nil)
  }

  /// All of the coordinates, or nil where none is given.
  private func coordinates(
    _ names: [String], of atom: XMLTreeElement
  ) throws(FileError) -> [Double]? {
    let texts = names.compactMap { atom.attribute($0) }
    guard !texts.isEmpty else { return nil }
    let values = texts.compactMap { Double($0.trimmed) }.filter(\.isFinite)
    guard values.count == names.count else {
      throw error("expected the coordinates \(names.joined(separator: ", "))", at: atom)
    }
    return values
  }

  private func bond(
    _ bond: XMLTreeElement, indexByID: [String: Int]
  ) throws(FileError) -> ConnectionTable.TableBond {
    let ends = (bond.attribute("atomRefs2") ?? "").split(whereSeparator: \.isWhitespace)
      .compactMap { indexByID[String($0)] }
    guard ends.count == 2, ends[0] != ends[1] else {
      throw error("expected two ids of atoms in atomRefs2", at: bond)
    }
    let order: BondOrder
    switch bond.attribute("order") ?? "1" {
    case "1", "S": order = .single
    case "2", "D": order = .double
    case "3", "T": order = .triple
    case "A": order = .aromatic
    case let other:
      throw error("expected a bond order of 1, 2, 3, S, D, T or A, found \"\(other)\"", at: bond)
    }
    var result = ConnectionTable.TableBond(
      begin: Int32(ends[0]), end: Int32(ends[1]), order: order)
    if let stereo = bond.child("bondStereo") { result.stereo = Self.mark(stereo, on: order) }
    return result
  }

  /// A wedge, or the code of a V2000 table where the convention is MDL's.
  private static func mark(
    _ stereo: XMLTreeElement, on order: BondOrder
  ) -> ConnectionTable.BondStereo {
    if stereo.attribute("convention")?.uppercased() == "MDL" {
      let code = (stereo.attribute("conventionValue") ?? stereo.text).trimmed
      return ConnectionTable.stereo(Int(code) ?? 0, order)
    }
    switch (stereo.text.trimmed, order) {
    case ("W", .single): return .up
    case ("H", .single): return .down
    default: return .none
    }
  }

  /// `hydrogenCount` counts the hydrogens that are atoms of the table as well.
  private func stateHydrogens(_ counts: [Int?], in table: inout ConnectionTable) {
    var explicit = [Int](repeating: 0, count: table.atoms.count)
    for bond in table.bonds {
      for (atom, other) in [(bond.begin, bond.end), (bond.end, bond.begin)]
      where table.atoms[Int(other)].element == .hydrogen {
        explicit[Int(atom)] += 1
      }
    }
    let orders = table.bondOrderSums
    for (index, count) in counts.enumerated() {
      guard let count else { continue }
      table.atoms[index].valence = orders[index] + max(0, count - explicit[index])
    }
  }

  private func integer(_ name: String, of element: XMLTreeElement) throws(FileError) -> Int? {
    guard let text = element.attribute(name) else { return nil }
    guard let value = Int(text.trimmed).flatMap(smallNumber) else {
      throw error("expected a whole number in \(name), found \"\(text)\"", at: element)
    }
    return value
  }

  func error(_ message: String, at element: XMLTreeElement) -> FileError {
    FileError(code: .badDocument, file: file, line: element.line, message: message)
  }
}
