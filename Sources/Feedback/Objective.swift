import Descriptors
import Perception

/// What is optimized: docking scores, descriptors and what must hold, each with its weight.
///
/// A molecule's value is the sum of what its terms bring, higher is better. Docking on the run's
/// target and on those of `alongside` brings the negative of the score, as `combination` makes one
/// of several; docking on a target of `avoided` costs; a descriptor costs its weight times what its
/// desirability lacks to 1.
public struct Objective: Sendable {
  /// How the scores of several targets become one.
  public enum Combination: String, Sendable, CaseIterable {
    /// The weakest score counts, as for promiscuous ligands in DOCKSTRING (García-Ortegón et al.,
    /// J. Chem. Inf. Model. 62, 3486, 2022, doi:10.1021/acs.jcim.1c01334).
    case worst
    case mean
    case sum
  }

  /// A target that should not be met.
  public struct Avoided: Sendable, Hashable {
    public let target: String
    public let weight: Double
    /// Only what is docked better than this costs, kcal/mol, as for selective ligands in
    /// DOCKSTRING; nil where every kcal/mol does.
    public let beyond: Double?

    public init(target: String, weight: Double = 1, beyond: Double? = nil) {
      self.target = target
      self.weight = weight
      self.beyond = beyond
    }

    /// What a score adds to the objective.
    func contribution(_ score: Double) -> Double {
      guard let beyond else { return weight * score }
      return -weight * max(0, beyond - score)
    }
  }

  /// A descriptor that should lie somewhere.
  public struct Property: Sendable {
    public let descriptor: Descriptor
    public let weight: Double
    public let desirability: Desirability

    public init(_ descriptor: Descriptor, weight: Double, desirability: Desirability) {
      self.descriptor = descriptor
      self.weight = weight
      self.desirability = desirability
    }
  }

  public let combination: Combination
  /// Names of the targets beside the run's own.
  public let alongside: [String]
  public let avoided: [Avoided]
  public let properties: [Property]
  public let constraints: MoleculeConstraints
  /// −dock − 10·(1 − QED) and nothing else.
  public let isStandard: Bool

  public init(
    combination: Combination = .worst, alongside: [String] = [], avoided: [Avoided] = [],
    properties: [Property] = [], constraints: MoleculeConstraints = MoleculeConstraints()
  ) {
    self.init(
      combination: combination, alongside: alongside, avoided: avoided, properties: properties,
      constraints: constraints, isStandard: false)
  }

  private init(
    combination: Combination, alongside: [String], avoided: [Avoided], properties: [Property],
    constraints: MoleculeConstraints, isStandard: Bool
  ) {
    self.combination = combination
    self.alongside = alongside
    self.avoided = avoided
    self.properties = properties
    self.constraints = constraints
    self.isStandard = isStandard
  }

  /// The default (arXiv 2511.07919): s = −dock − 10·(1 − QED).
  public static let standard = Objective(
    combination: .worst, alongside: [], avoided: [],
    properties: Descriptor.all.filter { $0.name == qedName }.map {
      Property($0, weight: 10, desirability: .itself)
    }, constraints: MoleculeConstraints(), isStandard: true)

  static let qedName = "qed"

  /// What QED counts; 0 where it does not.
  public var qedWeight: Double {
    properties.filter { $0.descriptor.name == Self.qedName }.reduce(0) { $0 + $1.weight }
  }

  /// Names of the targets beside the run's own, those that should be met first.
  public var furtherTargets: [String] { alongside + avoided.map(\.target) }

  /// The default objective; `dock` in kcal/mol, `qed` from 0 to 1.
  ///
  /// Dock −7.1 and QED 0.714 give 4.24.
  public static func score(dock: Double, qed: Double) -> Double { -dock - 10 * (1 - qed) }

  /// What a molecule gets.
  ///
  /// - Parameters:
  ///   - score: on the run's target, kcal/mol.
  ///   - alongside, avoided: on the targets of the same name here, in their order.
  public func judgement(
    score: Double, alongside: [Double] = [], avoided: [Double] = [],
    properties context: DescriptorContext
  ) -> Judgement {
    let combined = combined([score] + alongside)
    let costs = zip(self.avoided, avoided).map { rule, score in
      Judgement.Term(
        name: "docking_\(rule.target)", label: "docking on \(rule.target)", decimals: 2,
        weight: rule.weight, value: score, contribution: rule.contribution(score), kind: .avoided)
    }
    return Judgement(
      isStandard: isStandard,
      terms: [
        .init(
          name: "docking", label: dockingLabel, decimals: 2, weight: 1, value: combined,
          contribution: -combined, kind: .docking)
      ] + costs + propertyTerms(context))
  }

  private var dockingLabel: String {
    guard !alongside.isEmpty else { return "docking" }
    let count = alongside.count + 1
    return switch combination {
    case .worst: "the worst docking on \(count) targets"
    case .mean: "the mean docking on \(count) targets"
    case .sum: "the sum of the dockings on \(count) targets"
    }
  }

  private func combined(_ scores: [Double]) -> Double {
    switch combination {
    case .worst: scores.max() ?? 0
    case .mean: scores.reduce(0, +) / Double(max(1, scores.count))
    case .sum: scores.reduce(0, +)
    }
  }

  private func propertyTerms(_ context: DescriptorContext) -> [Judgement.Term] {
    properties.map { property in
      let computed = property.descriptor.compute(context)
      // Descriptors of an objective are numbers for every molecule.
      let value = computed.number ?? .nan
      return Judgement.Term(
        name: property.descriptor.name, label: property.descriptor.name,
        decimals: computed.decimals, weight: property.weight, value: value,
        contribution: -property.weight * (1 - property.desirability.value(of: value)),
        kind: .property)
    }
  }

  /// As a person reads it, the start of a sentence: `"−docking score − 10·(1 − QED)"`.
  public var words: String {
    let docking =
      alongside.isEmpty
      ? "−docking score"
      : "−(\(combination.rawValue) docking score of the run's target, "
        + "\(alongside.joined(separator: ", ")))"
    let costs = avoided.map { rule in
      let factor = rule.weight == 1 ? "" : "\(rule.weight.short)·"
      return rule.beyond.map {
        " − \(factor)(what docking on \(rule.target) is below \($0.short))"
      } ?? " + \(factor)docking score on \(rule.target)"
    }
    let wishes = properties.map { property in
      let name = property.descriptor.name == Self.qedName ? "QED" : property.descriptor.name
      guard case .range(_, let low, let high, _) = property.desirability else {
        return " − \(property.weight.short)·(1 − \(name))"
      }
      let range =
        low == -.infinity
        ? "up to \(high.short)"
        : high == .infinity ? "from \(low.short)" : "from \(low.short) to \(high.short)"
      return " − \(property.weight.short)·(what \(name) lacks of being \(range), 0 to 1)"
    }
    return docking + costs.joined() + wishes.joined()
  }

  // MARK: Before docking

  /// What the descriptors bring, which needs no docking.
  package func propertyPart(_ context: DescriptorContext) -> Double {
    propertyTerms(context).reduce(0) { $0 + $1.contribution }
  }

  /// Whether a pose on the run's target tells the docking part.
  package var hasOneTarget: Bool { alongside.isEmpty && avoided.isEmpty }

  /// The docking part as one score, kcal/mol, were every target docked with `score`.
  package func dockingPart(allAt score: Double) -> Double {
    combined([Double](repeating: score, count: alongside.count + 1))
      - avoided.reduce(0) { $0 + $1.contribution(score) }
  }
}

/// How much of what is wanted a value has, from 0 to 1 (Derringer and Suich, J. Qual. Technol. 12,
/// 214, 1980, with linear flanks).
public enum Desirability: Sendable, Hashable {
  /// The value itself, for descriptors that run from 0 to 1.
  case itself
  /// 1 between `low` and `high`, 0 at `least` and below and at `most` and above; infinite where a
  /// side is open.
  case range(least: Double, low: Double, high: Double, most: Double)

  public func value(of number: Double) -> Double {
    switch self {
    case .itself: return number.isNaN ? 0 : min(1, max(0, number))
    case .range(let least, let low, let high, let most):
      if number < low { return number <= least ? 0 : (number - least) / (low - least) }
      if number > high { return number >= most ? 0 : (most - number) / (most - high) }
      return number.isNaN ? 0 : 1
    }
  }
}

/// A molecule's value and what it consists of.
public struct Judgement: Sendable, Hashable {
  public enum Kind: Sendable {
    /// Docking on the targets that should be met.
    case docking
    /// Docking on one that should not.
    case avoided
    case property
  }

  public struct Term: Sendable, Hashable {
    /// `"docking"`, `"docking_LCK"`, or a descriptor's name.
    public let name: String
    /// As said in a sentence.
    public let label: String
    public let decimals: Int
    public let weight: Double
    public let value: Double
    /// What it adds to the objective.
    public let contribution: Double
    public let kind: Kind

    public var isDocking: Bool { kind != .property }
  }

  /// Whether it is by the default objective.
  public let isStandard: Bool
  public let terms: [Term]

  /// Higher is better.
  public var objective: Double { terms.reduce(0) { $0 + $1.contribution } }
  /// The docking terms as one score, kcal/mol, lower is better.
  package var dockingPart: Double {
    -terms.lazy.filter(\.isDocking).reduce(0) { $0 + $1.contribution }
  }
  package var propertyPart: Double {
    terms.lazy.filter { !$0.isDocking }.reduce(0) { $0 + $1.contribution }
  }
}

extension Descriptor.Value {
  /// Nil for texts.
  package var number: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .real(let value, _): value
    case .text: nil
    }
  }

  var decimals: Int {
    switch self {
    case .integer, .text: 0
    case .real(_, let decimals): min(decimals, 3)
    }
  }
}
