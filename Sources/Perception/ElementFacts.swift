import MoleculeGraph

/// What perception needs to know of an element, in a value without references.
struct ElementFacts {
  let outerElectrons: Int
  let valences: ValenceList
  let isMetal: Bool

  /// By atomic number.
  static let table: [ElementFacts] = (0...118).map { number in
    let element = Element(rawValue: UInt8(number)) ?? .wildcard
    return ElementFacts(
      outerElectrons: element.outerElectrons, valences: ValenceList(element.allowedValences),
      isMetal: isMetal(number))
  }

  /// Metals as RDKit counts them: all but the noble gases, halogens and the elements listed here.
  private static func isMetal(_ number: Int) -> Bool {
    switch number {
    case 0...2, 5...10, 14...18, 33...36, 52...54, 85, 86: false
    default: true
    }
  }
}

extension Element {
  /// As RDKit counts metals.
  package var isMetal: Bool { ElementFacts.table[Int(rawValue)].isMetal }
}

/// Up to eight allowed valences, ascending; -1 stands for any.
struct ValenceList {
  private let packed: UInt64
  let count: Int

  init(_ valences: [Int8]) {
    precondition(valences.count <= 8, "at most eight valences fit")
    var packed: UInt64 = 0
    for (index, valence) in valences.enumerated() {
      packed |= UInt64(UInt8(bitPattern: valence)) << UInt64(index * 8)
    }
    self.packed = packed
    count = valences.count
  }

  subscript(index: Int) -> Int {
    Int(Int8(truncatingIfNeeded: packed >> UInt64(index * 8)))
  }
  var first: Int { Int(Int8(truncatingIfNeeded: packed)) }
  var last: Int { self[count - 1] }
  /// Whether nothing is known but that any valence may be.
  var isUnlimited: Bool { count == 1 && first == -1 }
}
