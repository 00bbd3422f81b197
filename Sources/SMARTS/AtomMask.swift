/// What the bits of a signature say about an expression.
///
/// An atom whose signature meets `forbidden` fails the expression. Where `isExact`, every other
/// atom passes; elsewhere a program has to decide.
struct AtomMask: Hashable, Sendable {
  var forbidden = AtomSignature()
  var isExact = true

  init(forbidden: AtomSignature = AtomSignature(), isExact: Bool = true) {
    self.forbidden = forbidden
    self.isExact = isExact
  }

  init(_ expression: AtomExpression) {
    switch expression {
    case .primitive(.any): self.init()
    case .primitive(.property(let property, let range)): self.init(property, range)
    case .primitive(.ringOfSize):
      // Of any size: the atom is in a ring.
      self.init(.ringCount, 1...Int16.max)
      isExact = false
    case .primitive(.environment): self.init(isExact: false)
    case .not(let inner): self.init(negating: AtomMask(inner))
    case .and(let parts):
      self.init()
      for part in parts {
        let mask = AtomMask(part)
        forbidden = forbidden.union(mask.forbidden)
        isExact = isExact && mask.isExact
      }
    case .or(let parts): self.init(alternatives: parts.map { AtomMask($0) })
    }
  }

  private init(_ property: AtomProperty, _ range: ClosedRange<Int16>) {
    let field = property.field
    for place in 0..<field.width {
      let values = AtomMask.values(of: property, place)
      if !values.contains(where: { $0.overlaps(range) }) {
        forbidden.insert(bit: field.shift + place)
      } else if !values.allSatisfy({
        range.lowerBound <= $0.lowerBound && range.upperBound >= $0.upperBound
      }) {
        isExact = false
      }
    }
  }

  /// The values of a property behind one bit of its field.
  private static func values(of property: AtomProperty, _ place: Int) -> [ClosedRange<Int16>] {
    switch property {
    case .element: return AtomKind.elements(of: place).map { $0...$0 }
    case .kind:
      let offset = AtomKind.isAromatic(place) ? AtomProperty.aromaticOffset : 0
      return AtomKind.elements(of: place).map { $0 + offset...$0 + offset }
    case .aromaticity: return AtomKind.isAromatic(place) ? [1...1] : [0...0]
    default:
      let field = property.field
      let value = Int16(field.minimum + place)
      if place == field.width - 1 { return [value...Int16.max] }
      // Only charges go below the first bit.
      return place == 0 && value < 0 ? [Int16.min...value] : [value...value]
    }
  }

  /// A negation that stays within one field is the rest of that field.
  private init(negating mask: AtomMask) {
    guard mask.isExact else {
      self.init(isExact: false)
      return
    }
    if mask.forbidden.isEmpty {
      self.init(forbidden: .all)
    } else if let field = mask.soleField {
      self.init(forbidden: field.intersection(mask.forbidden.complement))
    } else {
      self.init(isExact: false)
    }
  }

  /// Alternatives forbid what all of them forbid; that is all where they concern one field.
  private init(alternatives: [AtomMask]) {
    var common = AtomSignature.all
    for mask in alternatives { common = common.intersection(mask.forbidden) }
    let isExact = alternatives.allSatisfy { $0.isExact }
    if isExact, alternatives.contains(where: { $0.forbidden.isEmpty }) {
      self.init()
      return
    }
    let fields = Set(alternatives.map { $0.soleField })
    self.init(
      forbidden: common, isExact: isExact && fields.count == 1 && fields.first != .some(nil))
  }

  /// The bits of the field that all forbidden bits lie in, or nil where they lie in several.
  private var soleField: AtomSignature? {
    SignatureField.all.lazy.map { $0.bits }
      .first { forbidden.intersection($0.complement).isEmpty }
  }
}

extension AtomMask {
  /// The share of atoms in drug-like molecules that pass, roughly, taking fields as independent.
  var commonness: Double {
    var result = 1.0
    for (field, shares) in AtomMask.shares {
      var share = 0.0
      for place in 0..<field.width {
        var bit = AtomSignature()
        bit.insert(bit: field.shift + place)
        if !forbidden.intersects(bit) { share += shares[field.minimum + place] ?? 0.000_1 }
      }
      result *= min(1, share)
    }
    return result
  }

  /// How often each value occurs among the atoms of ZINC's drug-like molecules.
  private static let shares: [(field: SignatureField, shares: [Int: Double])] = [
    (
      .kind,
      [
        Int(AtomKind.ofElement[12]): 0.35, Int(AtomKind.ofElement[13]): 0.38,
        Int(AtomKind.ofElement[14]): 0.076, Int(AtomKind.ofElement[15]): 0.047,
        Int(AtomKind.ofElement[16]): 0.094, Int(AtomKind.ofElement[17]): 0.005,
        Int(AtomKind.ofElement[18]): 0.013, Int(AtomKind.ofElement[32]): 0.011,
        Int(AtomKind.ofElement[33]): 0.007, Int(AtomKind.ofElement[34]): 0.0075,
        Int(AtomKind.ofElement[70]): 0.002,
      ]
    ),
    (.charge, [-1: 0.004, 0: 0.983, 1: 0.013]),
    (.isotope, [0: 1]),
    (.degree, [1: 0.18, 2: 0.5, 3: 0.3, 4: 0.014]),
    (.totalHydrogens, [0: 0.43, 1: 0.32, 2: 0.17, 3: 0.08]),
    (.connectivity, [1: 0.09, 2: 0.08, 3: 0.51, 4: 0.31]),
    (.ringCount, [0: 0.37, 1: 0.595, 2: 0.037, 3: 0.001]),
  ]
}
