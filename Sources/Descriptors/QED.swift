import MoleculeGraph
import Perception
import SMARTS

#if canImport(Glibc)
  import Glibc
#endif

/// The eight properties of QED.
public enum QEDProperty: String, Sendable, CaseIterable {
  case mw, alogp, hba, hbd, psa, rotb, arom, alerts

  /// What a value of the property is worth, 0 to 1.
  public func desirability(at value: Double) -> Double {
    QEDDefinition.desirabilities.first { $0.property == self }?(value) ?? 0
  }
}

/// One property's share in a QED score.
public struct QEDPart: Sendable, Hashable {
  public let property: QEDProperty
  /// In the property's unit: g/mol, logP, Å², or a count.
  public let value: Double
  /// Desirability of the value, 0 to 1.
  public let desirability: Double
  public let weight: Double
}

/// A structural alert that QED counts.
public struct QEDAlert: Sendable, Hashable {
  public let smarts: String
  /// `"aryl_thioether"`.
  public let name: String
  /// Atoms of the first match.
  public let atoms: [Int32]
}

/// Quantitative estimate of drug-likeness: the weighted geometric mean of eight desirabilities.
///
/// Bickerton et al., Nature Chemistry 4, 90 (2012), with the mean weights, as RDKit computes it.
public struct QEDResult: Sendable, Hashable {
  /// 0 to 1.
  public let score: Double
  /// In the order of `QEDProperty.allCases`.
  public let parts: [QEDPart]
  public let alerts: [QEDAlert]

  public init(_ context: DescriptorContext) {
    alerts = QEDDefinition.alerts.firstMatches(in: context.target).map {
      QEDAlert(
        smarts: QEDDefinition.alerts.texts[$0.pattern], name: QEDDefinition.alertNames[$0.pattern],
        atoms: $0.atoms)
    }
    let alertCount = alerts.count
    parts = QEDDefinition.desirabilities.map { function in
      let value =
        switch function.property {
        case .mw: context.molecule.molecularWeight
        case .alogp: context.crippen.logP
        case .hba: Double(QEDDefinition.acceptors.matchCount(in: context.target))
        case .hbd: Double(context.donors.count)
        case .psa: context.polarSurface.total
        case .rotb: Double(context.rotatableBonds.count)
        case .arom: Double(QEDDefinition.aromaticRings(context))
        case .alerts: Double(alertCount)
        }
      return QEDPart(
        property: function.property, value: value, desirability: function(value),
        weight: function.weight)
    }
    let weights = parts.reduce(0) { $0 + $1.weight }
    score = exp(parts.reduce(0) { $0 + $1.weight * log($1.desirability) } / weights)
  }

  /// The part with this property.
  public subscript(_ property: QEDProperty) -> QEDPart? { parts.first { $0.property == property } }
}

extension PerceivedMolecule {
  public var qed: QEDResult { DescriptorContext(self).qed }
}
