import Descriptors
import Foundation
import Perception

/// What each property costs of a molecule's QED, and what changing it would bring (Bickerton et
/// al., Nat. Chem. 4, 90, 2012, doi:10.1038/nchem.1243).
public struct DrugLikeness: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// As in QED: `"MW"`, `"ALOGP"`, `"HBA"`, `"HBD"`, `"PSA"`, `"ROTB"`, `"AROM"`, `"ALERTS"`.
    public let property: String
    public let value: Double
    /// 0 to 1.
    public let desirability: Double
    /// How much higher QED would be were this desirability 1.
    public let loss: Double
    /// The attainable value with the highest desirability: whole numbers for counts.
    public let best: Double
    /// How much higher QED would be at `best`, all else equal; 0 where the value is there.
    public let gain: Double
    /// How much of `gain` one unit towards `best` brings; nil for properties that are no counts.
    public let stepGain: Double?
    /// Where the value lies against `best`.
    public let side: Side
  }
  public enum Side: String, Sendable { case low, good, high }

  public let score: Double
  /// In QED's order.
  public let parts: [Part]
  /// Each part's share of ln QED: its weight over all weights times ln of its desirability.
  package let logTerms: [Double]
  /// Atoms of the structural alerts that QED counts.
  public let alertAtoms: [[Int32]]

  public init(_ molecule: PerceivedMolecule) {
    self.init(molecule.qed)
  }

  init(_ qed: QEDResult) {
    let weights = qed.parts.reduce(0) { $0 + $1.weight }
    score = qed.score
    alertAtoms = qed.alerts.map { $0.atoms }
    logTerms = qed.parts.map { $0.weight / weights * log($0.desirability) }
    parts = qed.parts.map { Self.part($0, of: qed.score, share: $0.weight / weights) }
  }

  private static func part(_ part: QEDPart, of score: Double, share: Double) -> Part {
    func gain(_ desirability: Double) -> Double {
      score * (pow(desirability / part.desirability, share) - 1)
    }
    let best = bestValues[part.property] ?? part.value
    let isCount = steps[part.property] == 1
    let isThere = isCount ? part.value == best : abs(part.value - best) < 1e-9
    let next = part.value + (best > part.value ? 1 : -1)
    return Part(
      property: part.property.rawValue.uppercased(), value: part.value,
      desirability: part.desirability, loss: gain(1), best: best,
      gain: isThere ? 0 : max(0, gain(part.property.desirability(at: best))),
      stepGain: isCount ? (isThere ? 0 : gain(part.property.desirability(at: next))) : nil,
      side: isThere ? .good : part.value < best ? .low : .high)
  }

  public subscript(property: String) -> Part? { parts.first { $0.property == property } }

  /// The parts by what changing them would bring, most first; of equals the first in QED's order.
  public var byGain: [Part] {
    parts.enumerated().sorted { left, right in
      left.element.gain != right.element.gain
        ? left.element.gain > right.element.gain : left.offset < right.offset
    }.map(\.element)
  }

  /// Grid on which the best value of a property is sought: 1 for counts.
  private static let steps: [QEDProperty: Double] = [
    .mw: 0.5, .alogp: 0.01, .hba: 1, .hbd: 1, .psa: 0.1, .rotb: 1, .arom: 1, .alerts: 1,
  ]
  private static let highest: [QEDProperty: Double] = [
    .mw: 800, .alogp: 8, .hba: 20, .hbd: 20, .psa: 250, .rotb: 30, .arom: 10, .alerts: 10,
  ]

  /// The attainable value of each property at which its published function is highest.
  static let bestValues: [QEDProperty: Double] = {
    var found: [QEDProperty: Double] = [:]
    for property in QEDProperty.allCases {
      let step = steps[property] ?? 1
      var best = (value: 0.0, desirability: -Double.infinity)
      for value in stride(from: 0, through: highest[property] ?? 10, by: step) {
        let desirability = property.desirability(at: value)
        if desirability > best.desirability { best = (value, desirability) }
      }
      found[property] = best.value
    }
    return found
  }()

  /// The values of a property for which its published function is 0.8 and more.
  static func favorable(_ property: QEDProperty) -> ClosedRange<Double> {
    let values = stride(
      from: 0, through: highest[property] ?? 10, by: steps[property] ?? 1
    ).filter { property.desirability(at: $0) >= 0.8 }
    let best = bestValues[property] ?? 0
    return (values.first ?? best)...(values.last ?? best)
  }

  static let favorableWeight = favorable(.mw)
  static let favorableLogP = favorable(.alogp)
  static let favorableSurface = favorable(.psa)
}
