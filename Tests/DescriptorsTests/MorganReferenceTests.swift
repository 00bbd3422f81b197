import Descriptors
import MoleculeGraph
import Perception
import SMILES
import Testing

/// `fingerprints.tsv`: RDKit's Morgan generator and DataStructs on 80 molecules, among them salts,
/// isotopes, a chain of 200 atoms and molecules of more than 64 bonds.
@Suite("Morgan fingerprints against RDKit")
struct MorganReferenceTests {
  private let rows: [[String]]

  init() throws { rows = try tabbedRows("fingerprints.tsv") }

  private func molecule(_ smiles: String) throws -> PerceivedMolecule {
    try PerceivedMolecule(Molecule(smiles: smiles))
  }

  private func text(_ counts: CountFingerprint) -> String {
    zip(counts.identifiers, counts.counts).map { "\($0):\($1)" }.joined(separator: " ")
  }

  /// What the fingerprint of one row is, written as the file writes it.
  private func found(_ kind: String, _ smiles: String, _ numbers: [Int]) throws -> String {
    let molecule = try molecule(smiles)
    let fingerprint = molecule.morganFingerprint(radius: numbers[0])
    switch kind {
    case "sparse": return text(fingerprint.sparseCounts)
    case "folded": return text(fingerprint.foldedCounts(size: numbers[1]))
    case "simulated":
      return fingerprint.countSimulation(size: numbers[1]).bits.map(String.init)
        .joined(separator: " ")
    case "untyped":
      return molecule.morganFingerprint(radius: numbers[0], size: numbers[1], useBondTypes: false)
        .bits.map(String.init).joined(separator: " ")
    default:
      return fingerprint.environments
        .map { "\(Int($0.identifier) % numbers[1]):\($0.atom):\($0.radius)" }.sorted()
        .joined(separator: " ")
    }
  }

  @Test(
    "identifiers, counts and bits of radius 0 to 3 are RDKit's",
    arguments: ["sparse", "folded", "simulated", "untyped", "atoms"])
  func values(kind: String) throws {
    let chosen = rows.filter { $0[0] == kind }
    #expect(chosen.count > 60)
    for row in chosen {
      let numbers = row[2].split(separator: " ").compactMap { Int($0) }
      let value = try found(kind, row[1], numbers)
      #expect(value == row[3], "\(row[1]) \(row[2])")
    }
  }

  @Test("Tanimoto and Tversky similarities of bits and counts are those of RDKit's DataStructs")
  func similarities() throws {
    let chosen = rows.filter { $0[0] == "similarity" }
    #expect(chosen.count == 40)
    for row in chosen {
      let parameters = row[2].split(separator: " ")
      let weights = parameters.suffix(2).compactMap { Double($0) }
      let left = try molecule(row[1]).morganFingerprint()
      let right = try molecule(String(parameters[0])).morganFingerprint()
      let (alpha, beta) = (weights[0], weights[1])
      let values = [
        left.folded.tanimoto(right.folded),
        left.folded.tversky(right.folded, alpha: alpha, beta: beta),
        left.sparseCounts.tanimoto(right.sparseCounts),
        left.sparseCounts.tversky(right.sparseCounts, alpha: alpha, beta: beta),
      ]
      for (value, expected) in zip(values, row[3].split(separator: " ")) {
        #expect(abs(value - (Double(expected) ?? -1)) < 1e-12, "\(row[1]) \(row[2])")
      }
    }
  }

  @Test("the similarity of empty fingerprints is 0, as in RDKit")
  func empty() throws {
    let none = BitFingerprint(size: 2048, setting: [])
    let ethanol = try molecule("CCO").morganFingerprint()
    #expect(none.tanimoto(none) == 0)
    #expect(none.tanimoto(ethanol.folded) == 0)
    #expect(none.tversky(ethanol.folded, alpha: 1, beta: 0) == 0)
    let noCounts = CountFingerprint([])
    #expect(noCounts.tanimoto(noCounts) == 0)
    #expect(noCounts.tversky(ethanol.sparseCounts, alpha: 0.5, beta: 0.5) == 0)
  }

  @Test("a bit names the atoms that set it: those of toluene's methyl group")
  func bitAtoms() throws {
    let toluene = try molecule("Cc1ccccc1")
    let fingerprint = toluene.morganFingerprint()
    // RDKit: bit 33 of 2048 is the methyl carbon alone.
    let methyl = try #require(
      fingerprint.environments.first { $0.atom == 0 && $0.radius == 0 })
    let bit = Int(methyl.identifier) % 2048
    #expect(fingerprint.environments(ofBit: bit).map(\.atom) == [0])
    let grown = try #require(
      fingerprint.environments.first { $0.atom == 1 && $0.radius == 1 })
    #expect(grown.atoms(in: toluene) == [0, 1, 2, 6])
  }

  @Test("a chain of 100,000 atoms has its fingerprint promptly")
  func longChain() throws {
    let chain = try molecule(String(repeating: "C", count: 100_000))
    let fingerprint = chain.morganFingerprint(radius: 3)
    // RDKit finds as many on a chain of 3,000.
    #expect(fingerprint.sparseCounts.total > 300_000)
    #expect(fingerprint.identifiers.count == 11)
  }
}
