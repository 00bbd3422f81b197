import MoleculeGraph
import Perception
import SMILES
import Synchronization

/// How often ring systems occur in a collection of molecules, read from a table.
///
/// The table is text: a header line, then a SMILES, a tab and a count on each line. Entries are
/// compared by canonical SMILES. Only those with the elements and the number of rings of a system that
/// is asked for are ever parsed, so reading the table takes milliseconds.
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
  private let counts = Mutex<[UInt64: [String: Int]]>([:])

  /// Reads the bytes of a table.
  ///
  /// - Throws: `FormatError` for a line without a tab or without a count. An entry that is no molecule
  ///   only shows in that nothing is found by it.
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
  public func count(of system: RingSystem) -> Int {
    let key = RingSystemKey(system.molecule).value
    guard let entries = entries[key] else { return 0 }
    if let known = counts.withLock({ $0[key] }) { return known[system.smiles] ?? 0 }
    // Two tasks may do this at once; they come to the same.
    var canonical: [String: Int] = [:]
    for entry in entries {
      let smiles = String(decoding: text[entry.smiles], as: UTF8.self)
      guard let graph = try? Molecule(smiles: smiles), let molecule = try? PerceivedMolecule(graph)
      else { continue }
      canonical[molecule.canonicalSMILES, default: 0] += entry.count
    }
    let found = canonical
    counts.withLock { $0[key] = found }
    return found[system.smiles] ?? 0
  }

  /// The ring system of a molecule with the lowest count, of equal ones the first; nil for an acyclic
  /// molecule.
  public func rarest(in molecule: PerceivedMolecule) -> (system: RingSystem, count: Int)? {
    molecule.ringSystems.map { ($0, count(of: $0)) }.min { $0.1 < $1.1 }
  }
}

/// A number that is the same for a ring system's text and graph, however it is written: its elements
/// and the number of its rings.
struct RingSystemKey {
  private(set) var value: UInt64 = 0

  init(_ molecule: PerceivedMolecule) {
    for atom in molecule.atoms { add(atom.element.symbol.utf8.map { $0 | 0x20 }[...]) }
    add(rings: molecule.bondCount - molecule.atomCount)
  }

  /// Reads as little of the text as tells atoms, ring closures and components.
  init(smiles: ArraySlice<UInt8>) {
    var rest = smiles
    var closures = 0
    var components = 1
    while let byte = rest.popFirst() {
      switch byte {
      case UInt8(ascii: "["):
        addBracket(rest.prefix { $0 != UInt8(ascii: "]") })
        rest = rest.drop { $0 != UInt8(ascii: "]") }.dropFirst()
      case UInt8(ascii: "%"):
        closures += 1
        rest = rest.dropFirst(2)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): closures += 1
      case UInt8(ascii: "."): components += 1
      case _ where Self.isLetter(byte):
        let isTwoLetters = rest.first.map { $0 | 0x20 == $0 && Self.isSecond($0, after: byte) }
        if isTwoLetters == true, let second = rest.popFirst() {
          add([byte | 0x20, second])
        } else {
          add([byte | 0x20])
        }
      default: break
      }
    }
    add(rings: closures / 2 - components)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  /// Outside brackets only chlorine and bromine have two letters.
  private static func isSecond(_ byte: UInt8, after first: UInt8) -> Bool {
    first == UInt8(ascii: "C") && byte == UInt8(ascii: "l")
      || first == UInt8(ascii: "B") && byte == UInt8(ascii: "r")
  }

  private mutating func addBracket(_ bracket: ArraySlice<UInt8>) {
    let text = bracket.drop { !Self.isLetter($0) }
    guard let first = text.first else { return }
    if let second = text.dropFirst().first, Self.isLetter(second), second & 0x20 != 0,
      first & 0x20 == 0
        || [UInt8(ascii: "e"), UInt8(ascii: "s"), UInt8(ascii: "i")].contains(second)
    {
      add([first | 0x20, second])
    } else {
      add([first | 0x20])
    }
  }

  /// The sum does not depend on the order of the atoms.
  private mutating func add(_ symbol: ArraySlice<UInt8>) {
    var letters: UInt64 = 0
    for letter in symbol { letters = letters << 8 | UInt64(letter) }
    value &+= Self.mixed(letters)
  }

  private mutating func add(rings: Int) {
    value &+= Self.mixed(UInt64(truncatingIfNeeded: rings) &+ (1 << 32))
  }

  /// The finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
  private static func mixed(_ number: UInt64) -> UInt64 {
    var z = number &+ 0x9e37_79b9_7f4a_7c15
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
