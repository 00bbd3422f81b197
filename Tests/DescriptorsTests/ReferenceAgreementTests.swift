import Descriptors
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Testing

/// Every column of the reference table against RDKit's value, molecule by molecule.
@Suite("Agreement with RDKit on 6,000 molecules")
struct ReferenceAgreementTests {
  /// Columns that are compared as numbers, with the difference allowed.
  static let tolerances: [String: Double] = [
    "qed": 0.001, "crippen_logp": 0.001, "crippen_mr": 0.001, "tpsa": 0.001, "mol_wt": 0.001,
    "exact_mol_wt": 0.0001, "labute_asa": 0.001, "sa_score": 0.001, "fraction_csp3": 0.0001,
    "qed_mw": 0.001, "qed_alogp": 0.001, "qed_psa": 0.001,
  ]

  /// What is written differently by design, and is compared elsewhere.
  static let skipped: Set<String> = ["source", "smiles", "rdkit_canonical"]

  private struct Disagreement: Sendable {
    let column: Int
    let smiles: String
    let expected: String
    let found: String
  }

  @Test("every column agrees on at least 99.9 % of the rows")
  func agreement() async throws {
    let table = try ReferenceTable.shared.get()
    #expect(table.rows.count == 6000)
    let compared = table.columns.indices.filter { !Self.skipped.contains(table.columns[$0]) }
    let disagreements = await withTaskGroup(of: [Disagreement].self) { group in
      let share = 500
      for start in stride(from: 0, to: table.rows.count, by: share) {
        let rows = Array(table.rows[start..<min(start + share, table.rows.count)])
        group.addTask { rows.flatMap { Self.compare($0, table.columns, compared) } }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    for column in compared {
      let wrong = disagreements.filter { $0.column == column }
      let percent = 100 * (1 - Double(wrong.count) / Double(table.rows.count))
      let name = table.columns[column]
      print(name.padding(toLength: 28, withPad: " ", startingAt: 0), percent, wrong.count)
      for entry in wrong.prefix(4) {
        print(
          "   ", entry.smiles.prefix(80), "RDKit:", entry.expected.prefix(40), "here:",
          entry.found.prefix(60))
      }
      #expect(percent >= 99.9, "\(name): \(wrong.count) rows differ")
    }
  }

  private static func compare(
    _ row: [String], _ columns: [String], _ compared: [Int]
  ) -> [Disagreement] {
    let smiles = row[1]
    func all(_ reason: String) -> [Disagreement] {
      compared.map {
        Disagreement(column: $0, smiles: smiles, expected: row[$0], found: reason)
      }
    }
    do {
      let context = DescriptorContext(try PerceivedMolecule(Molecule(smiles: smiles)))
      return compared.compactMap { column in
        guard let descriptor = Descriptor.named(columns[column]) else {
          return Disagreement(column: column, smiles: smiles, expected: "", found: "no such column")
        }
        let value = descriptor.compute(context)
        if agrees(value, row[column], columns[column]) { return nil }
        return Disagreement(
          column: column, smiles: smiles, expected: row[column], found: "\(value)")
      }
    } catch {
      return all("\(error)")
    }
  }

  private static func agrees(
    _ value: Descriptor.Value, _ expected: String, _ column: String
  ) -> Bool {
    switch value {
    case .integer(let number): Int(expected) == number
    case .real(let number, _):
      Double(expected).map { abs($0 - number) <= tolerances[column] ?? 0 } ?? false
    case .text(let text):
      column == "murcko_scaffold" ? isSameMolecule(text, expected) : text == expected
    }
  }

  private static func isSameMolecule(_ found: String, _ expected: String) -> Bool {
    if found == expected { return true }
    guard let molecule = try? PerceivedMolecule(Molecule(smiles: expected)) else { return false }
    return molecule.canonicalSMILES == found
  }
}
