import MoleculeGraph
import Perception
import SMILES
import Synchronization

/// How often ring systems occur in a collection of molecules, read from a table.
///
/// The table is text: a header line, then a SMILES, a tab and a count on each line. Systems are
/// compared by canonical SMILES and, where that finds none, with hydrogens that may move between
/// heteroatoms left open: the table of ChEMBL's ring systems was counted by InChIKey and has one
/// tautomer of each, 1H-tetrazole but not 2H-tetrazole. Only entries with the elements and the
/// number of rings of a system that is asked for are ever parsed, so reading the table takes
/// milliseconds.
///
/// Safe to use from several tasks at once.
public final class RingSystemTable: Sendable {
  /// A line that is not an entry.
  public struct FormatError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Counted from 1.
    public let line: Int
    public let message: String
    public var description: String { "line \(line): \(message)" }
  }

  private struct Entry {
    let smiles: Range<Int>
    let count: Int
  }

  private let text: [UInt8]
  /// Entries by `RingSystemKey`.
  private let entries: [UInt64: [Entry]]
  /// Counts by the name in a form, of all entries with one key and of what was asked for.
  private let known = Mutex<[Form: [UInt64: [String: Int]]]>([:])

  /// Reads the bytes of a table.
  ///
  /// - Throws: `FormatError` for a line without a tab or without a count. An entry that is no
  ///   molecule only shows in that nothing is found by it.
  public init(_ text: [UInt8]) throws(FormatError) {
    self.text = text
    var entries: [UInt64: [Entry]] = [:]
    var start = 0
    var line = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      line += 1
      if line > 1 && end > start {
        guard let tab = text[start..<end].firstIndex(of: UInt8(ascii: "\t")),
          let count = Self.number(text[(tab + 1)..<end])
        else {
          throw FormatError(line: line, message: "expected a SMILES, a tab and a count")
        }
        let key = RingSystemKey(smiles: text[start..<tab]).value
        entries[key, default: []].append(Entry(smiles: start..<tab, count: count))
      }
      start = end + 1
    }
    self.entries = entries
  }

  /// A count in digits; a carriage return may follow.
  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    let digits = digits.last == UInt8(ascii: "\r") ? digits.dropLast() : digits
    return Int(String(decoding: digits, as: UTF8.self))
  }

  /// How often a ring system occurs, 0 when the table does not have it.
  ///
  /// - Parameter ignoringStereo: whether all forms count together.
  public func count(of system: RingSystem, ignoringStereo: Bool = false) -> Int {
    let key = RingSystemKey(system.molecule).value
    guard let entries = entries[key] else { return 0 }
    let form = ignoringStereo ? Form.constitution : .exact
    let smiles =
      ignoringStereo ? system.molecule.withoutStereo.canonicalSMILES : system.smiles
    if let count = counts(entries, key, form)[smiles] { return count }
    let count =
      Form.mobile.name(of: system.molecule).flatMap { counts(entries, key, .mobile)[$0] } ?? 0
    known.withLock { $0[form]?[key]?[smiles] = count }
    return count
  }

  /// What makes two systems one.
  private enum Form {
    case exact, constitution
    /// Hydrogens that may move between heteroatoms are left open.
    case mobile

    func name(of molecule: PerceivedMolecule) -> String? {
      switch self {
      case .exact: molecule.canonicalSMILES
      case .constitution: molecule.withoutStereo.canonicalSMILES
      case .mobile: molecule.mobileHydrogenForm
      }
    }
  }

  /// Two tasks may read the same entries at once; they come to the same.
  private func counts(_ entries: [Entry], _ key: UInt64, _ form: Form) -> [String: Int] {
    if let known = known.withLock({ $0[form]?[key] }) { return known }
    let counted = counted(entries) { form.name(of: $0) }
    known.withLock { $0[form, default: [:]][key] = counted }
    return counted
  }

  private func counted(
    _ entries: [Entry], by name: (PerceivedMolecule) -> String?
  ) -> [String: Int] {
    var counts: [String: Int] = [:]
    for entry in entries {
      let smiles = String(decoding: text[entry.smiles], as: UTF8.self)
      guard let graph = try? Molecule(smiles: smiles),
        let name = (try? PerceivedMolecule(graph)).flatMap(name)
      else { continue }
      counts[name, default: 0] += entry.count
    }
    return counts
  }

  /// The ring system of a molecule with the lowest count, of equal ones the first; nil for an
  /// acyclic molecule.
  public func rarest(in molecule: PerceivedMolecule) -> (system: RingSystem, count: Int)? {
    molecule.ringSystems.map { ($0, count(of: $0)) }.min { $0.1 < $1.1 }
  }
}
