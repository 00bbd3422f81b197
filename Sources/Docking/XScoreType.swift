/// The atom types of Vina's scoring function, after X-Score (Wang, Lai and Wang, J. Comput.-Aided
/// Mol. Des. 16, 11, 2002).
package enum XScoreType: UInt8, CaseIterable, Sendable {
  case hydrophobicCarbon, polarCarbon
  case nitrogen, donorNitrogen, acceptorNitrogen, donorAcceptorNitrogen
  case oxygen, donorOxygen, acceptorOxygen, donorAcceptorOxygen
  case sulfur, phosphorus, fluorine, chlorine, bromine, iodine
  case silicon, astatine, boron, metal

  /// Van der Waals radius of the scoring function, Å.
  var radius: Double {
    switch self {
    case .hydrophobicCarbon, .polarCarbon: 1.9
    case .nitrogen, .donorNitrogen, .acceptorNitrogen, .donorAcceptorNitrogen: 1.8
    case .oxygen, .donorOxygen, .acceptorOxygen, .donorAcceptorOxygen: 1.7
    case .sulfur: 2.0
    case .phosphorus: 2.1
    case .fluorine: 1.5
    case .chlorine: 1.8
    case .bromine: 2.0
    case .iodine, .silicon: 2.2
    case .astatine: 2.3
    case .boron: 1.9
    case .metal: 1.2
    }
  }

  var isHydrophobic: Bool {
    switch self {
    case .hydrophobicCarbon, .fluorine, .chlorine, .bromine, .iodine: true
    default: false
    }
  }

  var isDonor: Bool {
    switch self {
    case .donorNitrogen, .donorAcceptorNitrogen, .donorOxygen, .donorAcceptorOxygen, .metal: true
    default: false
    }
  }

  var isAcceptor: Bool {
    switch self {
    case .acceptorNitrogen, .donorAcceptorNitrogen, .acceptorOxygen, .donorAcceptorOxygen: true
    default: false
    }
  }

  /// The type of an atom from its AutoDock type and its neighbors; nil for hydrogens and
  /// glue, which Vina does not score.
  init?(_ type: AutoDockType, besideHeteroatom: Bool, besidePolarHydrogen: Bool) {
    switch type {
    case .hydrogen, .polarHydrogen, .glue0, .glue1, .glue2, .glue3: return nil
    case .carbon, .aromaticCarbon, .openedCarbon0, .openedCarbon1, .openedCarbon2, .openedCarbon3:
      self = besideHeteroatom ? .polarCarbon : .hydrophobicCarbon
    case .nitrogen: self = besidePolarHydrogen ? .donorNitrogen : .nitrogen
    case .acceptorNitrogen:
      self = besidePolarHydrogen ? .donorAcceptorNitrogen : .acceptorNitrogen
    case .oxygen: self = besidePolarHydrogen ? .donorOxygen : .oxygen
    case .acceptorOxygen: self = besidePolarHydrogen ? .donorAcceptorOxygen : .acceptorOxygen
    case .sulfur, .acceptorSulfur, .selenium: self = .sulfur
    case .phosphorus: self = .phosphorus
    case .fluorine: self = .fluorine
    case .chlorine: self = .chlorine
    case .bromine: self = .bromine
    case .iodine: self = .iodine
    case .silicon: self = .silicon
    case .astatine: self = .astatine
    case .boron: self = .boron
    default: self = .metal
    }
  }
}
