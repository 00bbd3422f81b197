/// What the worker is asked: one JSON object a message.
///
/// Module Conformers writes these and holds the same definition; `version` rises when they change.
struct WorkRequest: Decodable {
  enum Operation: String, Decodable {
    /// Charges and hydrogen counts at `pH`.
    case protonate
    /// Coordinates of all atoms from nothing but the graph and a `seed`.
    case embed
    /// Minimizes each of the structures in `coordinates` (atoms of the graph, then their hydrogens)
    /// for at most `steps`, to a gradient of `tolerance`.
    case minimize
    /// The same for coordinates of the graph's atoms alone, which `restraint` draws back to where
    /// they were; their hydrogens are placed first.
    case relax
    /// Coordinates for a drawing.
    case depict
    case inchiKey
    /// Version of Open Babel.
    case version
  }

  static let version = 3

  let version: Int
  let operation: Operation
  let graph: GraphMessage?
  let pH: Double?
  let seed: UInt32?
  let steps: Int32?
  /// kcal/mol/Å.
  let tolerance: Double?
  /// Relative permittivity of the surroundings; 1, vacuum, where it is missing.
  let dielectric: Double?
  /// kcal/mol/Å².
  let restraint: Double?
  /// Three values an atom, Å; one structure after the other.
  let coordinates: [Double]?
}

/// A molecule as flat arrays, laid out as `lob_graph` in shim/OpenBabel says.
struct GraphMessage: Decodable {
  let elements: [UInt8]
  let charges: [Int8]
  let isotopes: [UInt16]
  let hydrogens: [UInt8]
  let bonds: [Int32]
  let centers: [Int32]
  let doubleBonds: [Int32]
}

/// What the worker answers: either `failure`, or what the operation gives.
struct WorkAnswer: Encodable {
  struct Failure: Encodable {
    /// `badRequest`, `failed`, `noParameters`, `notInstalled` or `exception`.
    let code: String
    let message: String
  }

  var failure: Failure?
  var charges: [Int32]?
  var hydrogens: [Int32]?
  /// Atoms of the graph, then their hydrogens; two values each for a drawing, else three.
  var coordinates: [Double]?
  /// The atom that carries each hydrogen.
  var parents: [Int32]?
  /// Of each structure, kcal/mol; null where a minimization failed.
  var energies: [Double?]?
  var forceField: String?
  var text: String?
}
