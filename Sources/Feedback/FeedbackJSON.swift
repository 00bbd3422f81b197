import Docking
import Foundation
import Targets

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
  /// A value that is written as `null` where there is none, so that every key is always there.
  @propertyWrapper
  struct Nullable<Value: Encodable>: Encodable {
    var wrappedValue: Value?

    init(wrappedValue value: Value?) { wrappedValue = value }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      if let wrappedValue {
        try container.encode(wrappedValue)
      } else {
        try container.encodeNil()
      }
    }
  }

  /// The layout of the JSON; Swift names are the keys.
  struct Document: Encodable {
    var smiles: String
    var target: String
    var status: String
    @Nullable var stage: String?
    @Nullable var reason: String?
    @Nullable var dock: Double?
    @Nullable var objective: Double?
    /// What the objective consists of.
    var terms: [TermEntry] = []
    @Nullable var engine: String?
    /// With the charges and the stereo of the poses.
    @Nullable var dockedSMILES: String?
    var properties: [String: Property] = [:]
    var poses: [PoseEntry] = []
    var interactions: [Interaction] = []
    var keyResidues: [KeyResidueEntry] = []
    var statements: [StatementEntry] = []
    var neighbors: [NeighborEntry] = []
    var tried: [TriedEntry] = []
    /// kcal/mol of each atom; their sum is the intermolecular energy of the best pose.
    @Nullable var contributions: [Double]?
    @Nullable var room: RoomEntry?
    /// Docking on the further targets of the objective.
    var elsewhere: [ElsewhereEntry] = []
    @Nullable var comparison: ComparisonEntry?

    enum CodingKeys: String, CodingKey {
      case smiles, target, status, stage, reason, dock, objective, terms, engine
      case dockedSMILES = "docked_smiles"
      case properties, poses
      case interactions
      case keyResidues = "key_residues"
      case statements, neighbors, tried, contributions, room, elsewhere, comparison
    }
  }

  struct TermEntry: Encodable {
    let name: String
    let value: Double
    let contribution: Double
  }

  struct ElsewhereEntry: Encodable {
    let target: String
    let avoided: Bool
    let dock: Double
    let interactions: [Interaction]
  }

  struct Property: Encodable {
    let label: String
    let value: String
    @Nullable var number: Double?
    let implication: String
  }

  struct PoseEntry: Encodable {
    let mode: Int
    let affinity: Double
    let coordinates: [[Double]]
    let interactions: [Interaction]
  }

  struct Residue: Encodable {
    let name: String
    let number: Int
    let chain: String
    /// Letter behind the number; left out where there is none, as mostly.
    let insertion: String?
    @Nullable var alias: String?

    init(_ residue: Targets.Residue, alias: String?) {
      name = residue.name
      number = residue.number
      chain = residue.chain
      insertion = residue.insertionCode.isEmpty ? nil : residue.insertionCode
      self.alias = alias
    }
  }

  struct Interaction: Encodable {
    let kind: String
    let residue: Residue
    let atoms: [Int32]
    let distance: Double
    @Nullable var angle: Double?
  }

  struct KeyResidueEntry: Encodable {
    let residue: Residue
    let role: String
    let met: Bool
    @Nullable var distance: Double?
    @Nullable var mode: Int?
    @Nullable var energyAbove: Double?

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
    @Nullable var suggestion: Suggestion?
  }

  struct Suggestion: Encodable {
    let action: String
    @Nullable var wanted: String?
  }

  struct NeighborEntry: Encodable {
    let name: String
    let smiles: String
    let similarity: Double
    let action: String
  }

  struct TriedEntry: Encodable {
    let smiles: String
    let objective: Double
    let dock: Double
    let similarity: Double
  }

  struct ComparisonEntry: Encodable {
    let against: String
    @Nullable var winner: String?
    let margin: Double
    let shares: [String: Double]
    let gained: [Interaction]
    let lost: [Interaction]
    /// The one group in which the two differ, in each.
    @Nullable var exchange: [String]?
  }
}

extension FeedbackJSON.Document {
  init(_ findings: Findings, target: String) {
    typealias JSON = FeedbackJSON
    self.init(smiles: findings.smiles, target: target, status: "ok")
    dock = findings.docked.affinity
    objective = findings.objective
    terms = findings.judgement.terms.map {
      JSON.TermEntry(name: $0.name, value: $0.value, contribution: $0.contribution)
    }
    elsewhere = findings.elsewhere.map {
      JSON.ElsewhereEntry(
        target: $0.target, avoided: $0.isAvoided, dock: $0.findings.docked.affinity,
        interactions: $0.findings.contacts.map(JSON.Interaction.init))
    }
    engine = findings.docked.engine
    dockedSMILES = findings.docked.isomer.canonicalSMILES
    for row in findings.properties.rows {
      properties[row.name] = JSON.Property(
        label: row.label, value: row.value, number: row.number, implication: row.implication)
    }
    poses = findings.docked.poses.enumerated().map { index, pose in
      JSON.PoseEntry(
        mode: index + 1, affinity: pose.affinity,
        coordinates: pose.coordinates.map { [$0.x, $0.y, $0.z] },
        interactions: findings.contactsByMode[index].map(JSON.Interaction.init))
    }
    interactions = findings.contacts.map(JSON.Interaction.init)
    keyResidues = findings.keyResidues.map(JSON.KeyResidueEntry.init)
    statements = findings.statements.map(JSON.StatementEntry.init)
    neighbors = findings.neighbors.map {
      JSON.NeighborEntry(
        name: $0.name, smiles: $0.smiles, similarity: $0.similarity, action: $0.action)
    }
    tried = findings.triedNeighbors.map {
      JSON.TriedEntry(
        smiles: $0.smiles, objective: $0.objective, dock: $0.dock, similarity: $0.similarity)
    }
    contributions = findings.terms?.atoms
    room = findings.room.map(JSON.RoomEntry.init)
    comparison = findings.comparison.map(JSON.ComparisonEntry.init)
  }
}

extension FeedbackJSON.Interaction {
  init(_ contact: Contact) {
    self.init(
      kind: contact.kind.rawValue,
      residue: .init(contact.residue, alias: contact.alias),
      atoms: contact.atoms, distance: contact.distance, angle: contact.angle)
  }
}

extension FeedbackJSON.KeyResidueEntry {
  init(_ reading: KeyResidueReading) {
    self.init(
      residue: .init(reading.key.residue, alias: reading.key.alias),
      role: reading.key.role.rawValue, met: reading.isMet, distance: reading.distance,
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
      lost: comparison.onlySecond.map(FeedbackJSON.Interaction.init),
      exchange: comparison.exchange.map { [$0.first, $0.second] })
  }
}
