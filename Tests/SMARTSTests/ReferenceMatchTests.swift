import Compression
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
    /// `h`: match with hydrogens as atoms; `m`: hydrogens of the pattern merged; `c`: with
    /// chirality; `-`: as it is.
    let mode: String
    let pattern: SMARTSPattern
  }

  struct Expected: Sendable {
    let smiles: String
    /// Matches by index of the query; 0 where it is not named.
    let counts: [Int: Int]
  }

  @Test("2,300 molecules, every pattern of the published tables, of the language and of stereo")
  func counts() async throws {
    let (queries, molecules) = try table()
    #expect(queries.count > 1400)
    #expect(molecules.count == 2300)
    let wrong = try await withThrowingTaskGroup(of: [String].self) { group in
      for start in stride(from: 0, to: molecules.count, by: 100) {
        let share = molecules[start..<min(start + 100, molecules.count)]
        group.addTask { try share.flatMap { try Self.differences($0, queries) } }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(wrong.isEmpty, "\(wrong.count) differ: \(wrong.prefix(5).joined(separator: "; "))")
  }

  /// More than 64 atoms are searched by another way than fewer.
  @Test("atoms of no pattern beside a molecule change no count")
  func large() throws {
    let (queries, molecules) = try table()
    let xenon = MatchTarget(try PerceivedMolecule(Molecule(smiles: "[Xe]")))
    let chosen = queries.indices.filter { index in
      let pattern = queries[index].pattern
      return ["-", "m"].contains(queries[index].mode) && !pattern.text.contains(".")
        && !pattern.hasMatch(in: xenon)
    }
    #expect(chosen.count > 700)
    for expected in molecules.prefix(60) where !expected.smiles.contains("*") {
      let crowd = String(repeating: ".[Xe]", count: 64)
      let molecule = try PerceivedMolecule(Molecule(smiles: expected.smiles + crowd))
      let target = MatchTarget(molecule)
      for index in chosen {
        let found = queries[index].pattern.matches(in: target).count
        #expect(
          found == expected.counts[index, default: 0],
          "\(queries[index].pattern.text) in \(expected.smiles)")
      }
    }
  }

  private func table() throws -> ([Query], [Expected]) {
    let packed = try Data(contentsOf: Checkout.data("smarts_matches.tsv.gz"))
    let text = String(decoding: try Gzip.decompressed(packed), as: UTF8.self)
    var queries: [Query] = []
    var molecules: [Expected] = []
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 3)
      if fields[0] == "pattern" {
        let pattern = try SMARTSPattern(fields[2], mergingHydrogens: fields[1] == "m")
        queries.append(Query(mode: fields[1], pattern: pattern))
      } else {
        let pairs = fields[2].split(separator: " ").map { $0.split(separator: ":") }
        let counts = pairs.map { (Int($0[0]) ?? -1, Int($0[1]) ?? -1) }
        molecules.append(
          Expected(smiles: fields[1], counts: Dictionary(uniqueKeysWithValues: counts)))
      }
    }
    return (queries, molecules)
  }

  private static func differences(_ expected: Expected, _ queries: [Query]) throws -> [String] {
    let molecule = try PerceivedMolecule(Molecule(smiles: expected.smiles))
    let target = MatchTarget(molecule)
    let expanded = MatchTarget(molecule, explicitHydrogens: true)
    var wrong: [String] = []
    for (index, query) in queries.enumerated() {
      let place = query.mode == "h" ? expanded : target
      let isChiral = query.mode == "c"
      let found = query.pattern.matches(in: place, useChirality: isChiral).count
      let hasMatch = query.pattern.hasMatch(in: place, useChirality: isChiral)
      let count = expected.counts[index, default: 0]
      if found != count || hasMatch != (count > 0) {
        wrong.append(
          "\(query.pattern.text) (\(query.mode)) in \(expected.smiles): \(found), RDKit \(count)")
      }
    }
    return wrong
  }
}
