/// One finding about a molecule, as a value: text and JSON are written from it, and an editor acts
/// on it.
public struct Statement: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A key residue is met in the best pose.
    case contactMet = "contact_met"
    /// A key residue is not met.
    case contactMissed = "contact_missed"
    /// A key residue is met only in a lower mode.
    case contactInLowerMode = "contact_in_lower_mode"
    /// The QED parts that a change can improve most, or that none can.
    case drugLikeness = "drug_likeness"
    /// The group that carries most of the intermolecular energy.
    case affinityCarried = "affinity_carried"
    /// A group that carries little for its size.
    case affinityIdle = "affinity_idle"
    /// A buried polar atom without a partner.
    case unmetPolar = "unmet_polar"
    /// Atoms of the best pose that no atom of the receptor is near.
    case outsidePocket = "outside_pocket"
    /// The best pose is far above the free molecule in energy.
    case strained
    /// An atom that can carry more, and what fits there.
    case roomToGrow = "room_to_grow"
    /// A part of the site that no atom reaches.
    case subpocketEmpty = "subpocket_empty"
    /// A structural alert.
    case alert
    /// A rule for oral drugs is violated.
    case ruleViolated = "rule_violated"
    /// What makes the molecule hard to make.
    case synthesis
    /// Poor solubility in water.
    case solubility
    case lipophilicity
    case flexibility
    case charge
    case size
    /// What exchanging a group brought in other molecules of the run.
    case exchangeTried = "exchange_tried"
    /// Of several wanted targets, the one that is docked worst, or the spread between them.
    case targetLimits = "target_limits"
    /// A target to be avoided is met.
    case targetAvoided = "target_avoided"
    /// A descriptor of a declared objective is not where it should be.
    case propertyOff = "property_off"
    /// Won or lost against the incumbent, and why.
    case comparison
  }

  /// What an editor can do about it.
  public enum Action: String, Sendable, CaseIterable {
    case keep, change, remove, grow, shrink
  }

  /// What the change should bring.
  public enum Wanted: String, Sendable, CaseIterable {
    case basicAmine = "basic_amine"
    case acid
    case donor
    case acceptor
    case hydrophobe
    case aromaticRing = "aromatic_ring"
    case lowerLogP = "lower_logp"
    case higherLogP = "higher_logp"
    case lowerPolarity = "lower_polarity"
    case lowerWeight = "lower_weight"
    case higherWeight = "higher_weight"
    case fewerRotors = "fewer_rotors"
    case fewerAromaticRings = "fewer_aromatic_rings"
    case noAlert = "no_alert"
    case fewerDonors = "fewer_donors"
    case fewerAcceptors = "fewer_acceptors"
  }

  public struct Suggestion: Sendable, Hashable {
    public let action: Action
    public let wanted: Wanted?
    public init(_ action: Action, wanted: Wanted? = nil) {
      self.action = action
      self.wanted = wanted
    }
  }

  public let kind: Kind
  /// 0 (aside) to 1 (decisive).
  public let strength: Double
  public let text: String
  /// The numbers behind the text, name and value, in a fixed order.
  public let evidence: [Evidence]
  /// Atom indices of the molecule that the statement is about.
  public let atoms: [Int32]
  /// Half-open character ranges of the SMILES.
  public let spans: [Range<Int>]
  public let implication: String
  public let suggestion: Suggestion?

  public struct Evidence: Sendable, Hashable {
    public let name: String
    public let value: Double
    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  public init(
    kind: Kind, strength: Double, text: String, evidence: [Evidence], atoms: [Int32],
    spans: [Range<Int>], implication: String, suggestion: Suggestion?
  ) {
    self.kind = kind
    self.strength = strength
    self.text = text
    self.evidence = evidence
    self.atoms = atoms
    self.spans = spans
    self.implication = implication
    self.suggestion = suggestion
  }
}
