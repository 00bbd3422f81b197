import Docking
import Feedback
import Foundation
import Testing

/// The keys that the command's documentation promises, there for every molecule.
@Suite("Keys of the JSON")
struct FeedbackJSONTests {
  private func object(_ assessment: Assessment) throws -> [String: Any] {
    let data = try FeedbackJSON.data(assessment, smiles: StoredPoses.smiles, target: "ADRB1")
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  private let keys: Set<String> = [
    "smiles", "target", "status", "stage", "reason", "dock", "objective", "engine",
    "docked_smiles", "properties",
    "poses", "interactions", "key_residues", "statements", "neighbors", "tried", "contributions",
    "room", "terms", "elsewhere",
    "comparison",
  ]

  @Test("a docked molecule has every key, null where there is no value")
  func docked() throws {
    let findings = try #require(try StoredPoses.findings())
    let object = try object(.scored(findings))
    #expect(Set(object.keys) == keys)
    #expect(object["comparison"] is NSNull && object["reason"] is NSNull)
    let interactions = try #require(object["interactions"] as? [[String: Any]])
    #expect(interactions.contains { $0["angle"] is NSNull })
    #expect(interactions.contains { $0["angle"] is Double })
    for interaction in interactions {
      #expect(Set(interaction.keys) == ["kind", "residue", "atoms", "distance", "angle"])
      let residue = try #require(interaction["residue"] as? [String: Any])
      #expect(Set(residue.keys) == ["name", "number", "chain", "alias"])
    }
    let statements = try #require(object["statements"] as? [[String: Any]])
    for statement in statements {
      #expect(
        Set(statement.keys) == [
          "kind", "strength", "text", "evidence", "atoms", "spans", "implication", "suggestion",
        ])
    }
    let suggestions = statements.compactMap { $0["suggestion"] as? [String: Any] }
    #expect(
      !suggestions.isEmpty && suggestions.allSatisfy { Set($0.keys) == ["action", "wanted"] })
    #expect((object["contributions"] as? [Double])?.count == 19)
  }

  @Test("a failure has the same keys")
  func failed() throws {
    let object = try object(.failed(DockingFailure(stage: .embed, reason: "no structure")))
    #expect(Set(object.keys) == keys)
    #expect(object["dock"] is NSNull && object["comparison"] is NSNull)
  }

  @Test("metoprolol's nearest known ligand is itself, then others by falling similarity")
  func neighbors() throws {
    let findings = try #require(try StoredPoses.findings())
    let neighbors = try #require(try object(.scored(findings))["neighbors"] as? [[String: Any]])
    #expect(neighbors.count == 3)
    #expect(neighbors.first?["name"] as? String == "metoprolol")
    #expect(neighbors.first?["similarity"] as? Double == 1)
    #expect(neighbors.first?["action"] as? String == "antagonist")
    let similarities = neighbors.compactMap { $0["similarity"] as? Double }
    #expect(similarities == similarities.sorted(by: >))
    let text = FeedbackText.markdown(findings, target: "ADRB1")
    #expect(
      text.contains("Nearest known ligands of ADRB1: metoprolol (antagonist, similarity 1.00)"))
  }
}
