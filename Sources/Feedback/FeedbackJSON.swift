import Docking
import Foundation

/// Writes an assessment as the JSON of `ligature explain`, keys in a fixed order of the alphabet.
public enum FeedbackJSON {
  /// One JSON object.
  ///
  /// - Throws: `EncodingError` when a number is not finite, which a sound assessment never holds.
  public static func data(
    _ assessment: Assessment, smiles: String, target: String, isPretty: Bool = true
  ) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      isPretty
      ? [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      : [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(document(assessment, smiles: smiles, target: target))
  }

  static func document(_ assessment: Assessment, smiles: String, target: String) -> Document {
    switch assessment {
    case .failed(let failure):
      Document(
        smiles: smiles, target: target, status: "failed", stage: failure.stage.rawValue,
        reason: failure.reason)
    case .scored(let findings): Document(findings, target: target)
    }
  }
}

extension FeedbackJSON {
  /// The layout of the JSON; Swift names are the keys.
  struct Document: Encodable {
    var smiles: String
    var target: String
    var status: String
    var stage: String?
    var reason: String?
    var dock: Double?
    var objective: Double?
    var engine: String?
    var properties: [String: Property] = [:]
    var poses: [PoseEntry] = []
    var interactions: [Interaction] = []
    var keyResidues: [KeyResidueEntry] = []
    var statements: [StatementEntry] = []
    var neighbors: [String] = []
    var comparison: ComparisonEntry?

    enum CodingKeys: String, CodingKey {
      case smiles, target, status, stage, reason, dock, objective, engine, properties, poses
      case interactions
      case keyResidues = "key_residues"
      case statements, neighbors, comparison
    }
  }

  struct Property: Encodable {
    let label: String
    let value: String
    let number: Double?
    let implication: String
  }

  struct PoseEntry: Encodable {
    let mode: Int
    let affinity: Double
    let coordinates: [[Double]]
  }

  struct Residue: Encodable {
    let name: String
    let number: Int
    let chain: String
    let alias: String?
  }

  struct Interaction: Encodable {
    let kind: String
    let residue: Residue
    let atoms: [Int32]
    let distance: Double
    let angle: Double?
  }

  struct KeyResidueEntry: Encodable {
    let residue: Residue
    let role: String
    let met: Bool
    let distance: Double?
    let mode: Int?
    let energyAbove: Double?

    enum CodingKeys: String, CodingKey {
      case residue, role, met, distance, mode
      case energyAbove = "energy_above_mode_1"
    }
  }

  struct StatementEntry: Encodable {
    let kind: String
    let strength: Double
    let text: String
    let evidence: [String: Double]
    let atoms: [Int32]
    let spans: [[Int]]
    let implication: String
    let suggestion: Suggestion?
  }

  struct Suggestion: Encodable {
    let action: String
    let wanted: String?
  }

  struct ComparisonEntry: Encodable {
    let against: String
    let winner: String?
    let margin: Double
    let shares: [String: Double]
    let gained: [Interaction]
    let lost: [Interaction]
  }
}

extension FeedbackJSON.Document {
  init(_ findings: Findings, target: String) {
    typealias JSON = FeedbackJSON
    self.init(smiles: findings.smiles, target: target, status: "ok")
    dock = findings.docked.affinity
    objective = findings.objective
    engine = findings.docked.engine
    for row in findings.properties.rows {
      properties[row.name] = JSON.Property(
        label: row.label, value: row.value, number: row.number, implication: row.implication)
    }
    poses = findings.docked.poses.enumerated().map { index, pose in
      JSON.PoseEntry(
        mode: index + 1, affinity: pose.affinity,
        coordinates: pose.coordinates.map { [$0.x, $0.y, $0.z] })
    }
    interactions = findings.contacts.map(JSON.Interaction.init)
    keyResidues = findings.keyResidues.map(JSON.KeyResidueEntry.init)
    statements = findings.statements.map(JSON.StatementEntry.init)
    comparison = findings.comparison.map(JSON.ComparisonEntry.init)
  }
}

extension FeedbackJSON.Interaction {
  init(_ contact: Contact) {
    self.init(
      kind: contact.kind.rawValue,
      residue: .init(
        name: contact.residueName, number: contact.residueNumber, chain: contact.chain,
        alias: contact.alias),
      atoms: contact.atoms, distance: contact.distance, angle: contact.angle)
  }
}

extension FeedbackJSON.KeyResidueEntry {
  init(_ reading: KeyResidueReading) {
    self.init(
      residue: .init(
        name: reading.residue.name, number: reading.residue.number, chain: reading.residue.chain,
        alias: reading.residue.alias),
      role: reading.residue.role.rawValue, met: reading.isMet, distance: reading.distance,
      mode: reading.lowerMode?.mode, energyAbove: reading.lowerMode?.energyAbove)
  }
}

extension FeedbackJSON.StatementEntry {
  init(_ statement: Statement) {
    self.init(
      kind: statement.kind.rawValue, strength: statement.strength, text: statement.text,
      evidence: Dictionary(
        statement.evidence.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first }),
      atoms: statement.atoms, spans: statement.spans.map { [$0.lowerBound, $0.upperBound] },
      implication: statement.implication,
      suggestion: statement.suggestion.map {
        .init(action: $0.action.rawValue, wanted: $0.wanted?.rawValue)
      })
  }
}

extension FeedbackJSON.ComparisonEntry {
  init(_ comparison: Comparison) {
    let winner: String? =
      switch comparison.verdict {
      case .first: comparison.first
      case .second: comparison.second
      case .tie: nil
      }
    self.init(
      against: comparison.second, winner: winner, margin: comparison.margin,
      shares: Dictionary(
        comparison.shares.map { ($0.name, $0.share) }, uniquingKeysWith: { first, _ in first }),
      gained: comparison.onlyFirst.map(FeedbackJSON.Interaction.init),
      lost: comparison.onlySecond.map(FeedbackJSON.Interaction.init))
  }
}
