import Perception

/// The range that a rule allows one property.
struct PropertyLimit: Sendable {
  /// Column of the property, or its name where no column has it.
  let property: String
  let least: Double?
  let most: Double?
  let value: @Sendable (DescriptorContext) -> Double

  private init(
    _ property: String, least: Double?, most: Double?,
    _ value: @escaping @Sendable (DescriptorContext) -> Double
  ) {
    self.property = property
    self.least = least
    self.most = most
    self.value = value
  }

  /// Sums of contributions end a little above or below what they stand for, by the order of the
  /// atoms.
  private static let rounding = 1e-9

  /// The limit that a molecule passes, such as `"tpsa>140"`, or nil.
  func violation(_ context: DescriptorContext) -> String? {
    let value = value(context)
    if let least, value < least - PropertyLimit.rounding {
      return "\(property)<\(PropertyLimit.text(least))"
    }
    if let most, value > most + PropertyLimit.rounding {
      return "\(property)>\(PropertyLimit.text(most))"
    }
    return nil
  }

  private static func text(_ limit: Double) -> String {
    Int(exactly: limit).map(String.init) ?? "\(limit)"
  }
}

extension PropertyLimit {
  /// g/mol.
  static func weight(least: Double? = nil, most: Double) -> PropertyLimit {
    PropertyLimit("mol_wt", least: least, most: most) { $0.molecule.molecularWeight }
  }

  static func logP(least: Double? = nil, most: Double) -> PropertyLimit {
    PropertyLimit("crippen_logp", least: least, most: most) { $0.crippen.logP }
  }

  /// cm³/mol.
  static func molarRefractivity(least: Double, most: Double) -> PropertyLimit {
    PropertyLimit("crippen_mr", least: least, most: most) { $0.crippen.molarRefractivity }
  }

  /// Å².
  static func polarSurface(most: Double) -> PropertyLimit {
    PropertyLimit("tpsa", least: nil, most: most) { $0.polarSurface.total }
  }

  static func rotatableBonds(most: Double) -> PropertyLimit {
    PropertyLimit("rotatable_bonds", least: nil, most: most) { Double($0.rotatableBonds.count) }
  }

  /// Hydrogens on nitrogen and oxygen.
  static func donors(most: Double) -> PropertyLimit {
    PropertyLimit("lipinski_hbd", least: nil, most: most) { Double($0.molecule.lipinskiDonors) }
  }

  /// Nitrogen and oxygen atoms.
  static func acceptors(most: Double) -> PropertyLimit {
    PropertyLimit("lipinski_hba", least: nil, most: most) { Double($0.molecule.lipinskiAcceptors) }
  }

  static func rings(most: Double) -> PropertyLimit {
    PropertyLimit("rings", least: nil, most: most) { Double($0.ringCounts.rings) }
  }

  static func heteroatoms(least: Double) -> PropertyLimit {
    PropertyLimit("heteroatoms", least: least, most: nil) { Double($0.molecule.heteroatoms) }
  }

  static func carbons(least: Double) -> PropertyLimit {
    PropertyLimit("carbons", least: least, most: nil) {
      Double($0.molecule.atoms.count { $0.element == .carbon })
    }
  }

  /// All atoms, hydrogens included.
  static func atoms(least: Double, most: Double) -> PropertyLimit {
    PropertyLimit("atoms", least: least, most: most) {
      Double($0.molecule.hydrogens.reduce($0.molecule.atomCount) { $0 + Int($1) })
    }
  }
}
