import Docking
import Feedback
import Foundation
import Perception

/// A heavy atom of the receptor, for a picture of a pose.
public struct PocketAtom: Sendable, Hashable {
  /// Symbol: `"C"`.
  public let element: String
  /// Å.
  public let position: SIMD3<Double>
  public let residue: Feedback.Contact.Residue

  public init(element: String, position: SIMD3<Double>, residue: Feedback.Contact.Residue) {
    self.element = element
    self.position = position
    self.residue = residue
  }
}

/// What the viewer of a page draws: a ligand's poses, the residues around them, and their contacts.
///
/// Points are whole hundredths of Å from the middle of the best pose, `[x, y, z, x, y, z, …]`.
struct PoseScene: Encodable {
  struct Mode: Encodable {
    let label: String
    let points: [Int]
    var contacts: [Contact]
  }
  struct Contact: Encodable {
    let kind: String
    /// Ligand end, then receptor end.
    let points: [Int]
  }
  struct Pocket: Encodable {
    var elements: [String] = []
    var points: [Int] = []
    var bonds: [[Int]] = []
    /// Index into `labels` of each atom.
    var residues: [Int] = []
    var labels: [String] = []
  }

  let elements: [String]
  /// Begin, end, order; aromatic bonds as 2 and 1 in turn.
  let bonds: [[Int]]
  private(set) var modes: [Mode] = []
  private(set) var pocket = Pocket()

  /// Residues are shown that come as near to a pose, Å.
  private static let reach = 4.5
  /// Longest bond between heavy atoms of a residue or along the chain, Å.
  private static let longestBond = 2.0
  private static let longestDisulfide = 2.3

  init(_ findings: Findings, pocket atoms: [PocketAtom]) {
    let docked = findings.docked
    elements = docked.molecule.atoms.map(\.element.symbol)
    bonds = docked.molecule.bonds.indices.map { index in
      let bond = docked.molecule.bonds[index]
      let order = docked.molecule.kekuleOrders[index]
      return [
        Int(bond.begin), Int(bond.end),
        order == .double ? 2 : order == .triple ? 3 : 1,
      ]
    }
    let best = docked.poses[0].coordinates
    let middle = best.reduce(SIMD3<Double>.zero, +) / Double(max(1, best.count))
    let near = Self.near(docked.poses.flatMap(\.coordinates), atoms)
    addPocket(near, middle)
    for (index, pose) in docked.poses.enumerated() {
      modes.append(
        Mode(
          label: "mode \(index + 1): \(fixed(pose.affinity, decimals: 2)) kcal/mol",
          points: pose.coordinates.flatMap { Self.whole($0 - middle) },
          contacts: findings.contactsByMode[index].compactMap {
            Self.contact($0, pose, near, middle)
          }))
    }
  }

  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Nothing in it can fail to be encoded.
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private static func whole(_ point: SIMD3<Double>) -> [Int] {
    (0..<3).map { Int((100 * max(-1e4, min(1e4, point[$0]))).rounded()) }
  }

  /// The atoms of all residues of which one is in reach. O(points · atoms).
  private static func near(_ points: [SIMD3<Double>], _ atoms: [PocketAtom]) -> [PocketAtom] {
    let close = atoms.filter { atom in
      points.contains { distance($0, atom.position) <= reach }
    }
    let wanted = Set(close.map(\.residue))
    return atoms.filter { wanted.contains($0.residue) }
  }

  private static func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Double {
    ((a - b) * (a - b)).sum().squareRoot()
  }

  private mutating func addPocket(_ atoms: [PocketAtom], _ middle: SIMD3<Double>) {
    var places: [Feedback.Contact.Residue: Int] = [:]
    for atom in atoms {
      let place = places[atom.residue] ?? pocket.labels.count
      if places[atom.residue] == nil {
        places[atom.residue] = place
        pocket.labels.append(atom.residue.label)
      }
      pocket.elements.append(atom.element)
      pocket.points += Self.whole(atom.position - middle)
      pocket.residues.append(place)
    }
    for (index, atom) in atoms.enumerated() {
      for other in atoms.indices.dropFirst(index + 1) {
        let both = atom.element == "S" && atoms[other].element == "S"
        let limit = both ? Self.longestDisulfide : Self.longestBond
        if Self.distance(atom.position, atoms[other].position) < limit {
          pocket.bonds.append([index, other])
        }
      }
    }
  }

  /// A line from the middle of the ligand's atoms to the residue's atom that is nearest to it;
  /// contacts of carbon, which are many, have none.
  private static func contact(
    _ contact: Feedback.Contact, _ pose: Pose, _ atoms: [PocketAtom], _ middle: SIMD3<Double>
  ) -> Contact? {
    guard contact.kind != .hydrophobic, !contact.atoms.isEmpty else { return nil }
    let start =
      contact.atoms.reduce(SIMD3<Double>.zero) { $0 + pose.coordinates[Int($1)] }
      / Double(contact.atoms.count)
    let members = atoms.filter { $0.residue == contact.residue }
    guard
      let end = members.min(by: {
        distance($0.position, start) < distance($1.position, start)
      })
    else { return nil }
    return Contact(
      kind: contact.kind.rawValue.replacing("_", with: " "),
      points: whole(start - middle) + whole(end.position - middle))
  }
}
