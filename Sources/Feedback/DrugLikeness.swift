import Descriptors
import Foundation
import Perception

/// What each property costs of a molecule's QED (Bickerton et al., Nat. Chem. 4, 90, 2012,
/// doi:10.1038/nchem.1243).
public struct DrugLikeness: Sendable, Hashable {
  public struct Part: Sendable, Hashable {
    /// As in QED: `"MW"`, `"ALOGP"`, `"HBA"`, `"HBD"`, `"PSA"`, `"ROTB"`, `"AROM"`, `"ALERTS"`.
    public let property: String
    public let value: Double
    /// 0 to 1.
    public let desirability: Double
    /// How much higher QED would be were this desirability 1.
    public let loss: Double
    /// Where the value lies against the values that QED likes.
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
    let qed = molecule.qed
    let weights = qed.parts.reduce(0) { $0 + $1.weight }
    score = qed.score
    alertAtoms = qed.alerts.map { $0.atoms }
    logTerms = qed.parts.map { $0.weight / weights * log($0.desirability) }
    parts = qed.parts.map { part in
      let gain = pow(part.desirability, -part.weight / weights)
      return Part(
        property: part.property.rawValue.uppercased(), value: part.value,
        desirability: part.desirability,
        loss: qed.score * (gain - 1),
        side: Self.side(part.property.rawValue.uppercased(), part.value))
    }
  }

  public subscript(property: String) -> Part? { parts.first { $0.property == property } }

  /// The parts by what they cost, dearest first; of equals the first in QED's order.
  public var byLoss: [Part] {
    parts.enumerated().sorted { left, right in
      left.element.loss != right.element.loss
        ? left.element.loss > right.element.loss : left.offset < right.offset
    }.map(\.element)
  }

  /// Values at which the desirability is at least 0.8 of its maximum, from QED's published
  /// functions.
  public static let likedRanges: [(property: String, range: ClosedRange<Double>)] = [
    ("MW", 252...363), ("ALOGP", 1.1...4.2), ("HBA", 2...4), ("HBD", 1...2), ("PSA", 29...89),
    ("ROTB", 2...5), ("AROM", 1...2), ("ALERTS", 0...0),
  ]

  static func likedRange(_ property: String) -> ClosedRange<Double>? {
    likedRanges.first { $0.property == property }?.range
  }

  private static func side(_ property: String, _ value: Double) -> Side {
    guard let range = likedRange(property) else { return .good }
    return value < range.lowerBound ? .low : value > range.upperBound ? .high : .good
  }
}
