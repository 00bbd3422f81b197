import COpenBabel

/// Why Open Babel gave no answer.
struct BabelError: Error {
  let code: String
  let message: String

  static func badRequest(_ message: String) -> BabelError {
    BabelError(code: "badRequest", message: message)
  }

  static func check(_ status: lob_status, _ step: String) throws(BabelError) {
    switch status {
    case LOB_OK: return
    case LOB_BAD_ARGUMENT: throw .badRequest("\(step): an index, order or element does not exist")
    case LOB_NO_PARAMETERS:
      throw BabelError(code: "noParameters", message: "\(step): no force field has parameters")
    case LOB_NOT_INSTALLED:
      throw BabelError(
        code: "notInstalled",
        message: "\(step): a plugin or data file of Open Babel is missing; reinstall Open Babel")
    case LOB_EXCEPTION:
      throw BabelError(code: "exception", message: "\(step): \(String(cString: lob_last_error()))")
    default: throw BabelError(code: "failed", message: "\(step) failed")
    }
  }
}

/// A molecule inside Open Babel.
struct BabelMolecule: ~Copyable {
  private let handle: OpaquePointer
  /// Atoms of the graph, without the hydrogens that were added.
  let graphAtomCount: Int

  /// Its methods take time that grows with the cube of their number.
  private static let most = 2000

  init(_ graph: GraphMessage) throws(BabelError) {
    let atoms = graph.elements.count
    guard atoms <= Self.most else {
      throw .badRequest("\(atoms) atoms, where Open Babel is given \(Self.most) at most")
    }
    guard atoms > 0, graph.charges.count == atoms, graph.isotopes.count == atoms,
      graph.hydrogens.count == atoms, graph.bonds.count % 3 == 0, graph.centers.count % 6 == 0,
      graph.doubleBonds.count % 4 == 0
    else { throw .badRequest("the arrays of the graph do not fit each other") }
    var made: OpaquePointer?
    let status = graph.withLob { lob_molecule_create($0, &made) }
    try BabelError.check(status, "reading the graph")
    guard let made else { throw .badRequest("there is no molecule") }
    handle = made
    graphAtomCount = atoms
  }

  deinit { lob_molecule_destroy(handle) }

  func protonate(pH: Double) throws(BabelError) -> (charges: [Int32], hydrogens: [Int32]) {
    var charges = [Int32](repeating: 0, count: graphAtomCount)
    var hydrogens = charges
    try BabelError.check(lob_protonate(handle, pH, &charges, &hydrogens), "protonation")
    return (charges, hydrogens)
  }

  func addHydrogens() throws(BabelError) {
    try BabelError.check(lob_add_hydrogens(handle), "adding hydrogens")
  }

  var atomCount: Int { Int(lob_atom_count(handle)) }

  func parents() throws(BabelError) -> [Int32] {
    var parents = [Int32](repeating: -1, count: atomCount - graphAtomCount)
    let status = lob_parents(handle, Int32(graphAtomCount), &parents)
    try BabelError.check(status, "naming the hydrogens")
    return parents
  }

  func build(seed: UInt32) throws(BabelError) {
    try BabelError.check(lob_build(handle, seed), "building coordinates")
  }

  func coordinates() throws(BabelError) -> [Double] {
    var values = [Double](repeating: 0, count: 3 * atomCount)
    try BabelError.check(lob_get_coordinates(handle, &values), "reading coordinates")
    return values
  }

  func setCoordinates(_ values: [Double]) throws(BabelError) {
    guard values.count == 3 * atomCount, values.allSatisfy(\.isFinite) else {
      throw .badRequest("\(values.count) coordinates for \(atomCount) atoms, or not all numbers")
    }
    try BabelError.check(lob_set_coordinates(handle, values), "setting coordinates")
  }

  func minimize(
    _ minimum: lob_minimum
  ) throws(BabelError) -> (energy: Double, forceField: String) {
    var minimum = minimum
    var energy = 0.0
    var name: UnsafePointer<CChar>?
    try BabelError.check(lob_minimize(handle, &minimum, &energy, &name), "minimization")
    return (energy, name.map { String(cString: $0) } ?? "")
  }

  func depict() throws(BabelError) -> [Double] {
    var values = [Double](repeating: 0, count: 2 * graphAtomCount)
    try BabelError.check(lob_depict(handle, &values), "drawing")
    return values
  }

  func inchiKey() throws(BabelError) -> String {
    var text = [CChar](repeating: 0, count: 32)
    try BabelError.check(lob_inchikey(handle, &text, text.count), "writing the InChIKey")
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

extension GraphMessage {
  /// Calls `body` with the arrays as C sees them.
  fileprivate func withLob(_ body: (UnsafePointer<lob_graph>) -> lob_status) -> lob_status {
    elements.withUnsafeBufferPointer { elements in
      charges.withUnsafeBufferPointer { charges in
        isotopes.withUnsafeBufferPointer { isotopes in
          hydrogens.withUnsafeBufferPointer { hydrogens in
            bonds.withUnsafeBufferPointer { bonds in
              centers.withUnsafeBufferPointer { centers in
                doubleBonds.withUnsafeBufferPointer { doubleBonds in
                  var graph = lob_graph(
                    atom_count: Int32(elements.count), elements: elements.baseAddress,
                    charges: charges.baseAddress, isotopes: isotopes.baseAddress,
                    hydrogens: hydrogens.baseAddress, bond_count: Int32(bonds.count / 3),
                    bonds: bonds.baseAddress, center_count: Int32(centers.count / 6),
                    centers: centers.baseAddress,
                    double_bond_count: Int32(doubleBonds.count / 4),
                    double_bonds: doubleBonds.baseAddress)
                  return body(&graph)
                }
              }
            }
          }
        }
      }
    }
  }
}
