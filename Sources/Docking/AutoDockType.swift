/// An AutoDock atom type as PDBQT files name it: element, aromaticity and hydrogen bonding in one.
///
/// Names and covalent radii are those that AutoDock Vina reads and uses to find bonds
/// (Eberhardt et al., J. Chem. Inf. Model. 61, 3891, 2021; Apache-2.0).
package enum AutoDockType: String, CaseIterable, Sendable, Hashable {
  /// Carbon, and carbon in an aromatic ring.
  case carbon = "C"
  case aromaticCarbon = "A"
  case nitrogen = "N"
  case acceptorNitrogen = "NA"
  case oxygen = "O"
  case acceptorOxygen = "OA"
  case phosphorus = "P"
  case sulfur = "S"
  case acceptorSulfur = "SA"
  /// Treated as sulfur by Vina.
  case selenium = "Se"
  /// Hydrogen on carbon, and hydrogen that can be donated.
  case hydrogen = "H"
  case polarHydrogen = "HD"
  case fluorine = "F"
  case chlorine = "Cl"
  case bromine = "Br"
  case iodine = "I"
  case silicon = "Si"
  case astatine = "At"
  case boron = "B"
  case magnesium = "Mg"
  case manganese = "Mn"
  case zinc = "Zn"
  case calcium = "Ca"
  case iron = "Fe"
  /// Metals without AutoDock parameters that Vina accepts as donors.
  case copper = "Cu"
  case sodium = "Na"
  case potassium = "K"
  case mercury = "Hg"
  case cobalt = "Co"
  case uranium = "U"
  case cadmium = "Cd"
  case nickel = "Ni"
  /// Ends of ring bonds that are opened for docking, and the pseudo atom that stands where the
  /// other end was (Vina 1.2).
  case openedCarbon0 = "CG0"
  case openedCarbon1 = "CG1"
  case openedCarbon2 = "CG2"
  case openedCarbon3 = "CG3"
  case glue0 = "G0"
  case glue1 = "G1"
  case glue2 = "G2"
  case glue3 = "G3"

  /// The types that belong to the first, second, … opened bond.
  static let ringOpenings: [(carbon: AutoDockType, glue: AutoDockType)] = [
    (.openedCarbon0, .glue0), (.openedCarbon1, .glue1), (.openedCarbon2, .glue2),
    (.openedCarbon3, .glue3),
  ]

  var isOpenedCarbon: Bool { Self.ringOpenings.contains { $0.carbon == self } }
  var isGlue: Bool { Self.ringOpenings.contains { $0.glue == self } }

  package var isHydrogen: Bool { self == .hydrogen || self == .polarHydrogen }

  var isMetal: Bool {
    switch self {
    case .magnesium, .manganese, .zinc, .calcium, .iron, .copper, .sodium, .potassium, .mercury,
      .cobalt, .uranium, .cadmium, .nickel:
      true
    default: false
    }
  }

  /// Whether a bonded carbon counts as polar; Vina counts the ends of opened bonds too.
  var isHeteroatom: Bool {
    switch self {
    case .carbon, .aromaticCarbon, .hydrogen, .polarHydrogen: false
    default: true
    }
  }

  /// Å.
  var covalentRadius: Double {
    switch self {
    case .carbon, .aromaticCarbon, .openedCarbon0, .openedCarbon1, .openedCarbon2, .openedCarbon3,
      .glue0, .glue1, .glue2, .glue3:
      0.77
    case .nitrogen, .acceptorNitrogen: 0.75
    case .oxygen, .acceptorOxygen: 0.73
    case .phosphorus: 1.06
    case .sulfur, .acceptorSulfur, .selenium: 1.02
    case .hydrogen, .polarHydrogen: 0.37
    case .fluorine: 0.71
    case .chlorine: 0.99
    case .bromine: 1.14
    case .iodine: 1.33
    case .silicon: 1.11
    case .astatine: 1.44
    case .boron: 0.84
    case .magnesium: 1.30
    case .manganese: 1.39
    case .zinc: 1.31
    case .calcium: 1.74
    case .iron: 1.25
    case .copper, .sodium, .potassium, .mercury, .cobalt, .uranium, .cadmium, .nickel: 1.75
    }
  }
}
