import MoleculeGraph
import Perception

/// Circular substructures of a molecule, and the bits they fold to.
///
/// Rogers and Hahn, J. Chem. Inf. Model. 50, 742 (2010); identifiers are those of RDKit's Morgan
/// generator with default invariants, bit for bit.
public struct MorganFingerprint: Sendable {
  /// Every substructure that counts, radius by radius.
  public let environments: [MorganEnvironment]
  /// The substructures folded to bits: bit `identifier % size`.
  public let folded: BitFingerprint

  init(_ environments: [MorganEnvironment], size: Int) {
    self.environments = environments
    folded = BitFingerprint(size: size, setting: environments.lazy.map(\.identifier))
  }

  /// Number of bits folded to.
  public var size: Int { folded.size }
  /// The folded bits, 64 to a word, lowest first.
  public var words: [UInt64] { folded.words }
  /// Positions of the set bits, ascending.
  public var bits: [Int] { folded.bits }
  public var bitCount: Int { folded.bitCount }

  /// Identifiers with how often each occurs, not folded: RDKit's sparse count fingerprint.
  public var sparseCounts: CountFingerprint { CountFingerprint(environments.map(\.identifier)) }

  /// Identifiers ascending, without repetition: the bits of RDKit's sparse fingerprint.
  public var identifiers: [UInt32] { sparseCounts.identifiers }
  /// How often each of `identifiers` occurs.
  public var counts: [Int] { sparseCounts.counts }

  /// Bits folded to `size` with how often each is set: RDKit's count fingerprint.
  public func foldedCounts(size: Int = 2048) -> CountFingerprint {
    let size = UInt32(clamping: max(1, size))
    return CountFingerprint(environments.map { $0.identifier % size })
  }

  /// Bits that also tell counts, as RDKit's count simulation sets them.
  ///
  /// Identifiers are folded to `size / bounds.count` places of `bounds.count` bits each; bit i of a
  /// place is set where the count is at least `bounds[i]`.
  public func countSimulation(size: Int = 2048, bounds: [Int] = [1, 2, 4, 8]) -> BitFingerprint {
    let size = max(1, size)
    let places = size / max(1, bounds.count)
    if places == 0 { return BitFingerprint(size: size, setting: EmptyCollection<UInt32>()) }
    let counts = foldedCounts(size: places)
    var bits: [UInt32] = []
    for (place, count) in zip(counts.identifiers, counts.counts) {
      for (index, bound) in bounds.enumerated() where count >= bound {
        bits.append(place * UInt32(bounds.count) + UInt32(index))
      }
    }
    return BitFingerprint(size: size, setting: bits)
  }

  /// The substructures that set a bit, radius by radius.
  public func environments(ofBit bit: Int) -> [MorganEnvironment] {
    environments.filter { Int($0.identifier) % size == bit }
  }

  /// Tanimoto coefficient of the folded bits; see `BitFingerprint.tanimoto(_:)`.
  public func tanimoto(_ other: MorganFingerprint) -> Double { folded.tanimoto(other.folded) }
}

extension MorganFingerprint: Hashable {
  /// Whether both have the same bits and the same identifiers as often, in whichever atom order.
  public static func == (left: MorganFingerprint, right: MorganFingerprint) -> Bool {
    left.folded == right.folded && left.sparseCounts == right.sparseCounts
  }

  public func hash(into hasher: inout Hasher) { folded.hash(into: &hasher) }
}

extension PerceivedMolecule {
  /// Circular substructures up to a radius in bonds, folded to `size` bits.
  ///
  /// - Parameters:
  ///   - includeChirality: whether stereocenters and double bonds tell their stereo, off as in
  ///     RDKit.
  ///   - useBondTypes: whether single, double, triple and aromatic bonds differ.
  /// - Complexity: O(atoms · radius · bonds within the radius).
  public func morganFingerprint(
    radius: Int = 2, size: Int = 2048, includeChirality: Bool = false, useBondTypes: Bool = true
  ) -> MorganFingerprint {
    let options = MorganOptions(
      radius: max(0, radius), includeChirality: includeChirality, useBondTypes: useBondTypes)
    let environments =
      bondCount <= BondWord.limit
      ? environments(options, BondWord.self) : environments(options, BondList.self)
    return MorganFingerprint(environments, size: max(1, size))
  }

  private func environments<Bonds: BondSet>(
    _ options: MorganOptions, _: Bonds.Type
  ) -> [MorganEnvironment] {
    var growth = MorganGrowth<Bonds>(self, options)
    for layer in 0..<options.radius where !growth.grow(layer: UInt32(layer)) { break }
    return growth.found
  }
}
