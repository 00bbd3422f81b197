import MoleculeGraph
import Perception

/// A number that is the same for a ring system's text and graph, however it is written: its
/// elements and the number of its rings.
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
    value &+= SplitMix64.mixed(letters)
  }

  private mutating func add(rings: Int) {
    value &+= SplitMix64.mixed(UInt64(truncatingIfNeeded: rings) &+ (1 << 32))
  }
}
