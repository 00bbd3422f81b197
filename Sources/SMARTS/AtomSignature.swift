/// What is known of an atom, as bits: in each field exactly one bit is set, that of the value.
///
/// A test that names allowed values of some fields is the mask of all other bits of these fields,
/// and an atom passes it when `signature & mask` is zero. So `[C,N;!H0;R]` costs as much as `*`.
/// The last bit of a field stands for all larger values, the first for all smaller ones; a test
/// that tells apart values behind one bit has to look at the number itself.
struct AtomSignature: Hashable, Sendable {
  var low: UInt64 = 0
  var high: UInt64 = 0

  static let all = AtomSignature(low: .max, high: .max)

  var isEmpty: Bool { low | high == 0 }
  var complement: AtomSignature { AtomSignature(low: ~low, high: ~high) }

  @inline(__always)
  func intersects(_ other: AtomSignature) -> Bool {
    (low & other.low) | (high & other.high) != 0
  }

  func union(_ other: AtomSignature) -> AtomSignature {
    AtomSignature(low: low | other.low, high: high | other.high)
  }

  func intersection(_ other: AtomSignature) -> AtomSignature {
    AtomSignature(low: low & other.low, high: high & other.high)
  }

  mutating func insert(bit: Int) {
    if bit < 64 { low |= 1 << UInt64(bit) } else { high |= 1 << UInt64(bit - 64) }
  }
}

/// The bits of one property: `minimum` at `shift`, each next value one bit further.
struct SignatureField: Sendable {
  let shift: Int
  let minimum: Int
  let maximum: Int

  var width: Int { maximum - minimum + 1 }

  var bits: AtomSignature {
    var bits = AtomSignature()
    for place in 0..<width { bits.insert(bit: shift + place) }
    return bits
  }

  /// A field in the lower word.
  @inline(__always)
  func bit(_ value: Int) -> UInt64 {
    1 << UInt64(truncatingIfNeeded: shift + min(max(value, minimum), maximum) - minimum)
  }

  /// A field in the upper word.
  @inline(__always)
  func highBit(_ value: Int) -> UInt64 {
    1 << UInt64(truncatingIfNeeded: shift - 64 + min(max(value, minimum), maximum) - minimum)
  }

  // Lower word.
  static let kind = SignatureField(shift: 0, minimum: 0, maximum: AtomKind.count - 1)
  static let charge = SignatureField(shift: 28, minimum: -2, maximum: 2)
  static let isotope = SignatureField(shift: 33, minimum: 0, maximum: 1)
  static let degree = SignatureField(shift: 35, minimum: 0, maximum: 5)
  static let totalHydrogens = SignatureField(shift: 41, minimum: 0, maximum: 4)
  static let connectivity = SignatureField(shift: 46, minimum: 0, maximum: 5)
  static let valence = SignatureField(shift: 52, minimum: 0, maximum: 7)
  static let aliphaticHeteroNeighbors = SignatureField(shift: 60, minimum: 0, maximum: 3)
  // Upper word.
  static let ringCount = SignatureField(shift: 64, minimum: 0, maximum: 4)
  static let smallestRing = SignatureField(shift: 69, minimum: 0, maximum: 9)
  static let ringBondCount = SignatureField(shift: 79, minimum: 0, maximum: 4)
  static let hybridization = SignatureField(shift: 84, minimum: -2, maximum: 5)
  static let heavyDegree = SignatureField(shift: 92, minimum: 0, maximum: 5)
  static let implicitHydrogens = SignatureField(shift: 98, minimum: 0, maximum: 4)
  static let heteroNeighbors = SignatureField(shift: 103, minimum: 0, maximum: 3)

  static let all = [
    kind, charge, isotope, degree, totalHydrogens, connectivity, valence,
    aliphaticHeteroNeighbors, ringCount, smallestRing, ringBondCount, hybridization, heavyDegree,
    implicitHydrogens, heteroNeighbors,
  ]
}

extension AtomProperty {
  /// The field of a property; element, kind and aromaticity share one.
  var field: SignatureField {
    switch self {
    case .element, .kind, .aromaticity: .kind
    case .charge: .charge
    case .isotope: .isotope
    case .degree: .degree
    case .heavyDegree: .heavyDegree
    case .totalHydrogens: .totalHydrogens
    case .implicitHydrogens: .implicitHydrogens
    case .connectivity: .connectivity
    case .valence: .valence
    case .ringCount: .ringCount
    case .smallestRing: .smallestRing
    case .ringBondCount: .ringBondCount
    case .hybridization: .hybridization
    case .heteroNeighbors: .heteroNeighbors
    case .aliphaticHeteroNeighbors: .aliphaticHeteroNeighbors
    }
  }
}

/// Element and aromaticity in the few classes that patterns tell apart; rarer elements share one.
enum AtomKind {
  /// Atomic numbers of the aliphatic kinds, in order, then all other aliphatic atoms.
  static let aliphatic: [Int16] = [0, 1, 5, 6, 7, 8, 9, 14, 15, 16, 17, 33, 34, 35, 52, 53]
  /// Atomic numbers of the aromatic kinds, then all other aromatic atoms.
  static let aromatic: [Int16] = [5, 6, 7, 8, 14, 15, 16, 33, 34, 52]
  static let otherAliphatic = aliphatic.count
  static let otherAromatic = aliphatic.count + 1 + aromatic.count
  static let count = aliphatic.count + aromatic.count + 2

  /// The kind of element `i`, aliphatic at `2 * i` and aromatic at `2 * i + 1`.
  static let ofElement: [UInt8] = (0..<238).map { index in
    let element = Int16(index / 2)
    if index % 2 == 0 {
      return UInt8(aliphatic.firstIndex(of: element) ?? otherAliphatic)
    }
    return UInt8(aromatic.firstIndex(of: element).map { aliphatic.count + 1 + $0 } ?? otherAromatic)
  }

  /// The kinds that an element can have.
  static func kinds(of elements: [Int16]) -> UInt64 {
    elements.reduce(0) { bits, element in
      bits | 1 << UInt64(ofElement[2 * Int(element)]) | 1 << UInt64(ofElement[2 * Int(element) + 1])
    }
  }

  static func isAromatic(_ kind: Int) -> Bool { kind > otherAliphatic }

  /// The elements that atoms of a kind can have. Hydrogen and halogens are never aromatic.
  static func elements(of kind: Int) -> [Int16] {
    let offset = isAromatic(kind) ? 1 : 0
    let never = isAromatic(kind) ? [1, 9, 17, 35, 53] : []
    return (0...118).filter { Int(ofElement[2 * $0 + offset]) == kind && !never.contains($0) }
      .map { Int16($0) }
  }
}
