import Conformers
import Descriptors
import Docking
import Perception
import SMILES
import Targets

/// What the rows of the property table are written from.
struct PropertyReading {
  let molecule: PerceivedMolecule
  let docked: DockedLigand
  let drugLikeness: DrugLikeness
  let readings: [KeyResidueReading]
  let basicAmines: [Int32]
  let alerts: [NamedAlert]
  /// What QED counts in the objective.
  let qedWeight: Double

  /// By what the docking score divides the contact energy; nil where that is not known.
  var torsionFactor: Double? { docked.poses[0].energy?.torsionFactor }

  /// Key residues that ask for a cation on the ligand.
  var anionicReadings: [KeyResidueReading] { readings.filter { $0.key.wantedCharge > 0 } }
}

extension PropertyTable {
  /// The rows of the published comparison table, then weight, polar surface, donors, acceptors,
  /// alerts, synthesis, solubility and where it is known strain, each with what its value implies
  /// for this molecule, target and pose.
  init(_ reading: PropertyReading) {
    rows =
      [
        Self.scaffold(reading), Self.docking(reading), Self.qed(reading),
        Self.basicAmines(reading), Self.rotors(reading), Self.logP(reading), Self.weight(reading),
        Self.polarSurface(reading), Self.donors(reading), Self.acceptors(reading),
        Self.alerts(reading), Self.synthesis(reading), Self.solubility(reading),
      ] + [reading.docked.strain.map(Self.strain)].compactMap(\.self)
  }

  private static func scaffold(_ reading: PropertyReading) -> Row {
    let scaffold = reading.molecule.murckoScaffold?.canonicalSMILES
    let rings = reading.molecule.rings.count
    return Row(
      name: "murcko_scaffold", label: "scaffold",
      value: scaffold.map { "\($0) (\(reading.molecule.scaffoldClass))" }
        ?? reading.molecule.scaffoldClass,
      number: nil,
      implication: rings == 0
        ? "no ring: nothing holds the shape, and no ring can stack or fill a pocket"
        : rings > 4
          ? "\(rings) rings: rigid and heavy, hard to change in small steps"
          : "\(rings) ring\(rings == 1 ? "" : "s") to build on")
  }

  private static func strain(_ strain: PoseStrain) -> Row {
    Row(
      name: "strain_energy", label: "strain of the pose (kcal/mol)", value: strain.energy.fixed(1),
      number: strain.energy,
      implication: strain.isHigh
        ? "more than most bound ligands pay: the shape, or the pose, is doubtful"
        : "what bound ligands commonly pay (\(strain.forceField), against the free molecule in water)"
    )
  }

  private static func docking(_ reading: PropertyReading) -> Row {
    let score = reading.docked.affinity
    let atoms = reading.molecule.atomCount
    let efficiency = -score / Double(max(1, atoms))
    let judged =
      score <= -10
      ? "strong for this scoring function"
      : score <= -8
        ? "good"
        : score <= -6 ? "middling" : "weak"
    return Row(
      name: "docking_score", label: "docking score (kcal/mol)", value: score.fixed(2),
      number: score,
      implication: "\(judged); \(efficiency.fixed(2)) kcal/mol per heavy atom, of \(atoms)")
  }

  private static func qed(_ reading: PropertyReading) -> Row {
    let score = reading.drugLikeness.score
    let open = reading.drugLikeness.byGain.first { $0.gain >= 0.01 }
    return Row(
      name: "qed", label: "QED", value: score.fixed(3), number: score,
      implication: (reading.qedWeight > 0
        ? "takes \((reading.qedWeight * (1 - score)).fixed(2)) from the objective"
        : "does not count in the objective")
        + (open.map {
          "; \(DrugLikenessFindings.words($0.property)) can mend \($0.gain.fixed(3)) of it"
        } ?? "; no single property can raise it much"))
  }

  private static func basicAmines(_ reading: PropertyReading) -> Row {
    let count = reading.basicAmines.count
    let implication: String
    if let anionic = reading.anionicReadings.first {
      let label = anionic.key.label
      // What was docked decides: a permanent cation is no amine, and an amine need not be charged.
      if let contact = anionic.contacts.first, anionic.isMet {
        implication = "makes the salt bridge with \(label) at \(contact.distance.fixed(1)) Å"
      } else if let lower = anionic.lowerMode {
        implication =
          "meets \(label) in mode \(lower.mode) only (\(lower.contact.distance.fixed(1)) Å, "
          + "\(lower.energyAbove.fixed(1)) kcal/mol above mode 1)"
      } else if anionic.partners.isEmpty {
        implication = "no charge to make the salt bridge with \(label)"
      } else {
        implication =
          "could make the salt bridge with \(label), but no pose does"
          + (anionic.distance.map { " (\($0.fixed(1)) Å in mode 1)" } ?? "")
      }
    } else {
      implication =
        count == 0
        ? "none, and no key residue of this target asks for one"
        : "no key residue of this target asks for one"
    }
    return Row(
      name: "basic_amines", label: "basic amines", value: String(count), number: Double(count),
      implication: implication)
  }

  /// Rings of so many atoms change their shape by turns about bonds that do not count.
  private static let largeRing = 8

  private static func rotors(_ reading: PropertyReading) -> Row {
    let count = reading.molecule.rotatableBonds.count
    // Engines with a scoring function of their own need not divide by anything.
    let share =
      reading.torsionFactor.map {
        "; flexibility divides the contact energy by \($0.fixed(2))"
      } ?? ""
    let ring = reading.molecule.rings.atomRings.map(\.count).max() ?? 0
    let rigid = ring >= largeRing ? "rigid but for its ring of \(ring)" : "rigid"
    return Row(
      name: "rotatable_bonds", label: "rotatable bonds", value: String(count),
      number: Double(count),
      implication: count <= 1
        ? rigid + share
        : count < PropertyFindings.flexible
          ? "moderately flexible" + share
          : "flexible" + share + "; binding costs entropy")
  }

  private static func logP(_ reading: PropertyReading) -> Row {
    let value = reading.molecule.crippen.logP
    return Row(
      name: "crippen_logp", label: "logP", value: value.fixed(2), number: value,
      implication: value > 5
        ? "very lipophilic: poorly soluble, likely promiscuous"
        : value > DrugLikeness.favorableLogP.upperBound
          ? "lipophilic: solubility and selectivity suffer"
          : value < 0
            ? "very polar: little hydrophobic contact and poor permeation"
            : value < DrugLikeness.favorableLogP.lowerBound
              ? "polar: room for lipophilic groups" : "in the range of oral drugs")
  }

  private static func weight(_ reading: PropertyReading) -> Row {
    let value = reading.molecule.molecularWeight
    return Row(
      name: "mol_wt", label: "molecular weight (g/mol)", value: value.fixed(1), number: value,
      implication: value < 200
        ? "a fragment: much room to grow"
        : value < DrugLikeness.favorableWeight.lowerBound
          ? "small: room to grow"
          : value <= DrugLikeness.favorableWeight.upperBound
            ? "near where QED is highest"
            : value <= 500
              ? "heavy: each added atom costs QED" : "above 500: breaks Lipinski's rule")
  }

  private static func polarSurface(_ reading: PropertyReading) -> Row {
    let value = reading.molecule.tpsa
    return Row(
      name: "tpsa", label: "TPSA (Å²)", value: value.fixed(1), number: value,
      implication: value > 140
        ? "above 140 Å²: poor permeation"
        : value < DrugLikeness.favorableSurface.lowerBound
          ? "little polar surface: few directed contacts" : "no bar to permeation")
  }

  private static func donors(_ reading: PropertyReading) -> Row {
    let value = reading.molecule.hydrogenBondDonors
    return Row(
      name: "hbd", label: "H-bond donors", value: String(value), number: Double(value),
      implication: value == 0
        ? "cannot donate a hydrogen bond"
        : value > 3 ? "many donors cost permeation and QED" : "within the usual range")
  }

  private static func acceptors(_ reading: PropertyReading) -> Row {
    let value = reading.molecule.hydrogenBondAcceptors
    return Row(
      name: "hba", label: "H-bond acceptors", value: String(value), number: Double(value),
      implication: value == 0
        ? "cannot accept a hydrogen bond"
        : value > 7 ? "many acceptors cost permeation and QED" : "within the usual range")
  }

  private static func alerts(_ reading: PropertyReading) -> Row {
    let count = reading.alerts.count
    return Row(
      name: "alerts", label: "structural alerts", value: String(count), number: Double(count),
      implication: count == 0
        ? "none of the groups that PAINS, Brenk and QED list"
        : "interferes in assays, or is reactive, unstable or toxic in other compounds: "
          + reading.alerts.map(\.words).joined(separator: ", "))
  }

  private static func synthesis(_ reading: PropertyReading) -> Row {
    let value = reading.molecule.syntheticAccessibility
    return Row(
      name: "sa_score", label: "synthetic accessibility (1–10)", value: value.fixed(2),
      number: value,
      implication: value <= 3
        ? "easy to make"
        : value <= DevelopmentFindings.hardSynthesis
          ? "can be made" : "hard to make: odd fragments or centers")
  }

  private static func solubility(_ reading: PropertyReading) -> Row {
    let value = DescriptorContext(reading.molecule).esolLogS
    return Row(
      name: "esol_logs", label: "solubility (log mol/L)", value: value.fixed(2), number: value,
      implication: value >= -4
        ? "soluble enough for most uses"
        : value >= -5 ? "moderate" : "poor: absorption and assays suffer")
  }
}
