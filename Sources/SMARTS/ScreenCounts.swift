/// How many atoms there are of eight classes, seven bits for each, so that one subtraction shows
/// whether a molecule has enough atoms for a pattern.
struct ScreenCounts: Hashable, Sendable {
  private(set) var bytes: UInt64 = 0

  /// Which kinds of atoms each class counts.
  private static let classes: [UInt64] = {
    let carbon = AtomKind.kinds(of: [6])
    let nitrogen = AtomKind.kinds(of: [7])
    let oxygen = AtomKind.kinds(of: [8])
    let sulfur = AtomKind.kinds(of: [16])
    let halogens = AtomKind.kinds(of: [9, 17, 35, 53])
    let aromatic = (0..<AtomKind.count).reduce(UInt64(0)) { bits, kind in
      AtomKind.isAromatic(kind) ? bits | 1 << UInt64(kind) : bits
    }
    let all = (UInt64(1) << UInt64(AtomKind.count)) - 1
    let rare = all & ~(carbon | nitrogen | oxygen | sulfur | halogens)
    return [carbon & ~aromatic, aromatic, nitrogen, oxygen, sulfur, halogens, rare, all & ~carbon]
  }()

  /// What an atom of each kind adds.
  private static let ofKind: [UInt64] = (0..<64).map { kind in
    classes.enumerated().reduce(UInt64(0)) { sum, entry in
      entry.element & (1 << UInt64(kind)) == 0 ? sum : sum | 1 << UInt64(8 * entry.offset)
    }
  }

  private static let topBits: UInt64 = 0x8080_8080_8080_8080

  init(_ signatures: [AtomSignature]) {
    let ofKind = ScreenCounts.ofKind
    let kindBits = SignatureField.kind.bits.low
    for signature in signatures {
      add(ofKind[(signature.low & kindBits).trailingZeroBitCount])
    }
  }

  /// What a pattern needs: an atom counts in a class that holds every kind it can be.
  init(needs masks: [AtomMask]) {
    let all = SignatureField.kind.bits.low
    for mask in masks {
      let allowed = all & ~mask.forbidden.low
      var added: UInt64 = 0
      for (place, kinds) in ScreenCounts.classes.enumerated() where allowed & ~kinds == 0 {
        added |= 1 << UInt64(8 * place)
      }
      add(added)
    }
  }

  /// Counts stop at 127.
  @inline(__always)
  private mutating func add(_ ones: UInt64) {
    let sum = bytes &+ ones
    let full = sum & ScreenCounts.topBits
    bytes = full == 0 ? sum : sum &- (full >> 7)
  }

  /// Whether each class has at least as many atoms as `needs`.
  @inline(__always)
  func cover(_ needs: ScreenCounts) -> Bool {
    ((bytes | 0x8080_8080_8080_8080) &- needs.bytes) & 0x8080_8080_8080_8080
      == 0x8080_8080_8080_8080
  }
}
