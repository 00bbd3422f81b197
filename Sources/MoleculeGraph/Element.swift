/// A chemical element by atomic number; number 0 is the wildcard atom `*`.
///
/// `Element(symbol: "Cl")?.averageMass` is 35.453 g/mol.
public struct Element: RawRepresentable, Hashable, Comparable, Sendable {
  public let rawValue: UInt8

  /// Fails for numbers above 118.
  public init?(rawValue: UInt8) {
    guard rawValue <= 118 else { return nil }
    self.rawValue = rawValue
  }

  private init(known number: UInt8) { rawValue = number }

  /// The element with this symbol, spelled as in the periodic table (`"Cl"`); `"*"` is the
  /// wildcard.
  public init?(symbol: some StringProtocol) {
    guard let number = Element.numberBySymbol[String(symbol)] else { return nil }
    rawValue = number
  }

  private static let numberBySymbol = Dictionary(
    uniqueKeysWithValues: elementTable.enumerated().map { ($0.element.symbol, UInt8($0.offset)) })

  /// The element whose symbol is these one or two ASCII letters; `second` is 0 for one letter.
  package init?(letters first: UInt8, _ second: UInt8) {
    let column = second == 0 ? 0 : Int(second) - 0x60
    guard (0x41...0x5A).contains(first), (0...26).contains(column) else {
      guard first == UInt8(ascii: "*"), second == 0 else { return nil }
      rawValue = 0
      return
    }
    let number = Element.numberByLetters[(Int(first) - 0x41) * 27 + column]
    guard number > 0 else { return nil }
    rawValue = number
  }

  /// Atomic numbers by first letter and second letter (0 for none); 0 where no element has them.
  private static let numberByLetters: [UInt8] = {
    var numbers = [UInt8](repeating: 0, count: 26 * 27)
    for (number, row) in elementTable.enumerated().dropFirst() {
      let letters = Array(row.symbol.utf8)
      let column = letters.count > 1 ? Int(letters[1]) - 0x60 : 0
      numbers[(Int(letters[0]) - 0x41) * 27 + column] = UInt8(number)
    }
    return numbers
  }()

  /// The symbol as ASCII letters, the second one 0 where there is none.
  package var letters: SIMD2<UInt8> { Element.lettersByNumber[Int(rawValue)] }

  private static let lettersByNumber: [SIMD2<UInt8>] = elementTable.map { row in
    let letters = Array(row.symbol.utf8)
    return SIMD2(letters[0], letters.count > 1 ? letters[1] : 0)
  }

  private static let massesByIsotope: [[Int: Double]] = {
    var rows = [[Int: Double]](repeating: [:], count: elementTable.count)
    for line in isotopeMassTable.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard let number = fields.first.flatMap({ Int($0) }) else { continue }
      for field in fields.dropFirst() {
        let pair = field.split(separator: ":")
        rows[number][Int(pair[0]) ?? 0] = Double(pair[1])
      }
    }
    return rows
  }()

  public static func < (left: Element, right: Element) -> Bool { left.rawValue < right.rawValue }

  private var row: ElementRow { elementTable[Int(rawValue)] }

  public var atomicNumber: Int { Int(rawValue) }
  public var symbol: String { row.symbol }
  /// Standard atomic weight, g/mol.
  public var averageMass: Double { row.averageMass }
  /// Mass of the most common isotope, g/mol.
  public var commonIsotopeMass: Double { row.commonIsotopeMass }
  /// Covalent radius, Å (Cordero et al., Dalton Trans. 2832, 2008).
  public var covalentRadius: Double { row.covalentRadius }
  /// Van der Waals radius, Å.
  public var vanDerWaalsRadius: Double { row.vanDerWaalsRadius }
  package var bondRadius: Double { row.bondRadius }
  package var outerElectrons: Int { Int(row.outerElectrons) }
  /// Valences that the element may have when uncharged, ascending; -1 stands for any.
  package var allowedValences: [Int8] { row.valences }

  /// Mass of one isotope, g/mol, or nil where no such isotope is known.
  public func mass(ofIsotope isotope: Int) -> Double? {
    Element.massesByIsotope[atomicNumber][isotope]
  }

  public static let wildcard = Element(known: 0)
  public static let hydrogen = Element(known: 1)
  public static let boron = Element(known: 5)
  public static let carbon = Element(known: 6)
  public static let nitrogen = Element(known: 7)
  public static let oxygen = Element(known: 8)
  public static let fluorine = Element(known: 9)
  public static let silicon = Element(known: 14)
  public static let phosphorus = Element(known: 15)
  public static let sulfur = Element(known: 16)
  public static let chlorine = Element(known: 17)
  public static let arsenic = Element(known: 33)
  public static let selenium = Element(known: 34)
  public static let bromine = Element(known: 35)
  public static let tellurium = Element(known: 52)
  public static let iodine = Element(known: 53)

  /// Fluorine, chlorine, bromine, iodine and astatine.
  public var isHalogen: Bool { [9, 17, 35, 53, 85].contains(rawValue) }
}
