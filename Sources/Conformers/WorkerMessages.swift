/// What `ligature-worker` is asked: one JSON object a message. The worker holds the same
/// definition; `version` rises when they change.
struct WorkRequest: Encodable, Sendable {
  enum Operation: String, Encodable {
    case protonate, embed, minimize, relax, depict, inchiKey, version
  }

  var version = 3
  var operation: Operation
  var graph: GraphMessage?
  var pH: Double?
  var seed: UInt32?
  var steps: Int32?
  /// Root mean square of the gradient at which a minimization ends, kcal/mol/Å.
  var tolerance: Double?
  /// Relative permittivity of the surroundings; vacuum where it is missing.
  var dielectric: Double?
  /// What draws the atoms of the graph back to where they were, kcal/mol/Å².
  var restraint: Double?
  /// Atoms of the graph, then (but to relax) their hydrogens in the order of their atoms; three
  /// values each, Å. One structure after the other.
  var coordinates: [Double]?
}

/// A molecule as flat arrays.
struct GraphMessage: Encodable, Sendable {
  var elements: [UInt8] = []
  var charges: [Int8] = []
  var isotopes: [UInt16] = []
  var hydrogens: [UInt8] = []
  /// Begin, end, order (1, 2 or 3).
  var bonds: [Int32] = []
  /// Atom, four neighbors (-1: the implicit hydrogen or lone pair), 1 for clockwise.
  var centers: [Int32] = []
  /// Bond, a neighbor at its begin, a neighbor at its end, 1 for cis.
  var doubleBonds: [Int32] = []
}

struct WorkAnswer: Decodable, Sendable {
  struct Failure: Decodable, Sendable {
    let code: String
    let message: String
  }

  let failure: Failure?
  let charges: [Int]?
  let hydrogens: [Int]?
  let coordinates: [Double]?
  let parents: [Int32]?
  let energies: [Double?]?
  let forceField: String?
  let text: String?
}
