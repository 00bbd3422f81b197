import Foundation
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import TestSupport
import Testing

/// Match counts of published patterns and of every language element, as RDKit counts them.
@Suite("Match counts are RDKit's")
struct ReferenceMatchTests {
  struct Query: Sendable {
    /// `h`: match with hydrogens as atoms; `m`: hydrogens of the pattern merged; `-`: as it is.
    let mode: Substring
    let pattern: SMARTSPattern
  }

  @Test("300 molecules, every pattern of the published tables and of the language")
  func counts() throws {
    let text = try String(contentsOf: Checkout.data("smarts_matches.tsv"), encoding: .utf8)
    var queries: [Query] = []
    var compared = 0
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      try #require(fields.count == 3)
      if fields[0] == "pattern" {
        let pattern = try SMARTSPattern(String(fields[2]), mergingHydrogens: fields[1] == "m")
        queries.append(Query(mode: fields[1], pattern: pattern))
      } else {
        compared += 1
        try compare(String(fields[1]), expected: fields[2], queries)
      }
    }
    #expect(compared == 300)
    #expect(queries.count > 900)
  }

  private func compare(_ smiles: String, expected: Substring, _ queries: [Query]) throws {
    let molecule = try PerceivedMolecule(Molecule(smiles: smiles))
    let target = MatchTarget(molecule)
    let expanded = MatchTarget(molecule, explicitHydrogens: true)
    var counts = [Int](repeating: 0, count: queries.count)
    for entry in expected.split(separator: " ") {
      let pair = entry.split(separator: ":").compactMap { Int($0) }
      try #require(pair.count == 2)
      counts[pair[0]] = pair[1]
    }
    for (index, query) in queries.enumerated() {
      let place = query.mode == "h" ? expanded : target
      let found = query.pattern.matches(in: place).count
      #expect(
        found == counts[index],
        "\(query.pattern.text) (\(query.mode)) in \(smiles): \(found), RDKit \(counts[index])")
      #expect(query.pattern.hasMatch(in: place) == (found > 0))
    }
  }
}
