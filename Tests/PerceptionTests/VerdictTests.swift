import Compression
import Foundation
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// What RDKit 2026.09.1 accepts and refuses among 5,200 randomly edited SMILES.
///
/// What remains different, by class: ring closures whose two ends name different bonds, which RDKit
/// reads; branches that begin with an arrow or a direction, which it refuses; `[nH]` with three
/// other neighbors, from which it takes the hydrogen; aromatic bonds between atoms that are in no
/// ring; aromatic atoms with bonds to metals; `*` in rings of aromatic atoms.
@Suite("RDKit's verdicts")
struct VerdictTests {
  private static let rows: [[String]] = {
    guard let text = try? Gzip.contents(of: Checkout.data("rdkit_verdicts.tsv.gz")) else {
      return []
    }
    return String(decoding: text, as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
  }()

  private static func perceived(_ smiles: String) -> PerceivedMolecule? {
    try? PerceivedMolecule(Molecule(smiles: smiles))
  }

  @Test("what RDKit refuses is refused, and what it accepts is accepted")
  func verdicts() throws {
    try #require(Self.rows.count == 5_200)
    let differing = Self.rows.filter { row in
      (Self.perceived(row[0]) == nil) != row[1].hasPrefix("ERR")
    }
    print("verdicts differing: \(differing.count): \(differing.prefix(5).map { $0[0] })")
    #expect(Double(differing.count) / 5_200 <= 0.008)
  }

  @Test("hydrogens and aromatic flags agree where both accept")
  func hydrogensAndAromaticity() throws {
    var both = 0
    let differing = Self.rows.filter { row in
      guard !row[1].hasPrefix("ERR"), let molecule = Self.perceived(row[0]) else { return false }
      both += 1
      return molecule.hydrogens.map { String($0) }.joined(separator: " ") != row[2]
        || molecule.atoms.map { $0.isAromatic ? "1" : "0" }.joined() != row[3]
    }
    print("hydrogens or aromaticity differing: \(differing.map { $0[0] }.prefix(5)) of \(both)")
    #expect(both > 2_000)
    #expect(Double(differing.count) / Double(both) <= 0.003)
  }

  @Test("RDKit's canonical text and the text as found give one canonical text")
  func canonical() throws {
    var both = 0
    let differing = Self.rows.filter { row in
      guard !row[1].hasPrefix("ERR"), let molecule = Self.perceived(row[0]) else { return false }
      both += 1
      return Self.perceived(row[1])?.canonicalSMILES != molecule.canonicalSMILES
    }
    print("canonical text differing: \(differing.map { $0[0] }.prefix(5)) of \(both)")
    #expect(Double(differing.count) / Double(both) <= 0.005)
  }
}
