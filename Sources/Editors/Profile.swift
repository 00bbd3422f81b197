import Descriptors
import Feedback
import MoleculeGraph
import Perception

/// The properties of a molecule that statements ask to change.
struct Profile: Sendable {
  private let values: [QEDProperty: Double]
  private let carbons: Int
  private let basicAmines: Int
  private let acids: Int

  init(_ molecule: PerceivedMolecule, drugLikeness: QEDResult) {
    values = Dictionary(
      drugLikeness.parts.map { ($0.property, $0.value) }, uniquingKeysWith: { first, _ in first })
    let atoms = 0..<Int32(molecule.atomCount)
    carbons = atoms.count {
      [.carbon, .fluorine, .chlorine, .bromine].contains(molecule.atoms[Int($0)].element)
    }
    basicAmines = atoms.count { molecule.isBasicAmine($0) }
    acids = atoms.count { molecule.isAcidicHydroxyl($0) }
  }

  private func value(_ property: QEDProperty) -> Double { values[property] ?? 0 }

  /// Whether going from `parent` to this molecule is a step the way that was asked for.
  func answers(_ wanted: Statement.Wanted, from parent: Profile) -> Bool {
    func rises(_ property: QEDProperty) -> Bool { value(property) > parent.value(property) }
    func falls(_ property: QEDProperty) -> Bool { value(property) < parent.value(property) }
    return switch wanted {
    case .basicAmine: basicAmines > parent.basicAmines
    case .acid: acids > parent.acids
    case .donor: rises(.hbd)
    case .acceptor: rises(.hba)
    case .hydrophobe: carbons > parent.carbons
    case .aromaticRing: rises(.arom)
    case .lowerLogP: falls(.alogp)
    case .higherLogP: rises(.alogp)
    case .lowerPolarity: falls(.psa)
    case .lowerWeight: falls(.mw)
    case .higherWeight: rises(.mw)
    case .fewerRotors: falls(.rotb)
    case .fewerAromaticRings: falls(.arom)
    case .noAlert: falls(.alerts)
    case .fewerDonors: falls(.hbd)
    case .fewerAcceptors: falls(.hba)
    }
  }
}
