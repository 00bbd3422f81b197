import MoleculeGraph
import Perception

/// Circular substructures of a molecule by identifier, and the bits they fold to.
///
/// Rogers and Hahn, J. Chem. Inf. Model. 50, 742 (2010); identifiers are those of RDKit's Morgan
/// generator with default invariants and no chirality, bit for bit.
public struct MorganFingerprint: Sendable, Hashable {
  /// Identifiers ascending, each with how often it occurs.
  public let identifiers: [UInt32]
  public let counts: [Int]
  /// Number of bits folded to.
  public let size: Int
  /// The folded bits, 64 to a word, lowest first.
  public let words: [UInt64]

  init(_ found: [UInt32: Int], size: Int) {
    let sorted = found.sorted { $0.key < $1.key }
    identifiers = sorted.map { $0.key }
    counts = sorted.map { $0.value }
    self.size = size
    var words = [UInt64](repeating: 0, count: (size + 63) / 64)
    for entry in sorted {
      let bit = Int(entry.key) % size
      words[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    self.words = words
  }

  /// Positions of the set bits, ascending.
  public var bits: [Int] {
    (0..<size).filter { words[$0 >> 6] & (1 << UInt64($0 & 63)) != 0 }
  }

  public var bitCount: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// Shared bits over all bits of both, 0 to 1; two empty fingerprints give 0. Both must have the
  /// same size.
  public func tanimoto(_ other: MorganFingerprint) -> Double {
    var shared = 0
    var all = 0
    for (left, right) in zip(words, other.words) {
      shared += (left & right).nonzeroBitCount
      all += (left | right).nonzeroBitCount
    }
    return all == 0 ? 0 : Double(shared) / Double(all)
  }
}

extension PerceivedMolecule {
  /// Circular substructures up to a radius in bonds, folded to `size` bits. O(atoms · radius).
  public func morganFingerprint(radius: Int = 2, size: Int = 2048) -> MorganFingerprint {
    var environments = MorganEnvironments(self)
    for layer in 0..<max(0, radius) { environments.grow(layer: UInt32(layer)) }
    return MorganFingerprint(environments.found, size: max(1, size))
  }
}
