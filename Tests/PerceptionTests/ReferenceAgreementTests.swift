import Compression
import Foundation
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// Agreement with RDKit 2026.09.1 on 6,000 molecules.
@Suite("Agreement with RDKit")
struct ReferenceAgreementTests {
  private static let rows: [[String]] = {
    guard let text = try? Gzip.contents(of: Checkout.data("descriptors.csv.gz")) else { return [] }
    return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map { fields(of: String($0)) }
  }()

  /// The cells of a line; commas inside quotes do not part them.
  private static func fields(of line: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted: cells.append("")
      default: cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  private static func column(_ name: String) throws -> Int {
    let header = rows.first ?? []
    return try #require(header.firstIndex(of: name), "no column \(name)")
  }

  /// Share of the rows for which `agrees` holds; a molecule that is refused does not agree.
  private func agreement(
    _ label: String, _ agrees: (PerceivedMolecule, [String]) throws -> Bool
  ) throws -> Double {
    let smiles = try Self.column("smiles")
    let rows = Self.rows.dropFirst()
    try #require(rows.count == 6_000)
    var differing: [String] = []
    for row in rows {
      let same = (try? agrees(PerceivedMolecule(Molecule(smiles: row[smiles])), row)) ?? false
      if !same { differing.append(row[smiles]) }
    }
    let share = 1 - Double(differing.count) / Double(rows.count)
    print("agreement on \(label): \(share), differing: \(differing.prefix(5))")
    return share
  }

  @Test("implicit hydrogens and aromatic flags agree on 99.9 % of the molecules")
  func hydrogensAndAromaticity() throws {
    let (hydrogens, aromatic) = (try Self.column("implicit_h"), try Self.column("aromatic"))
    let share = try agreement("hydrogens and aromaticity") { molecule, row in
      molecule.hydrogens.map { String($0) }.joined(separator: " ") == row[hydrogens]
        && molecule.atoms.map { $0.isAromatic ? "1" : "0" }.joined() == row[aromatic]
    }
    #expect(share >= 0.999)
  }

  @Test("RDKit's canonical text and the text as found give one canonical text")
  func canonical() throws {
    let canonical = try Self.column("rdkit_canonical")
    let share = try agreement("canonical SMILES") { molecule, row in
      try PerceivedMolecule(Molecule(smiles: row[canonical])).canonicalSMILES
        == molecule.canonicalSMILES
    }
    #expect(share >= 0.999)
  }

  @Test("ring and stereocenter counts agree")
  func counts() throws {
    let (rings, centers) = (try Self.column("rings"), try Self.column("stereocenters"))
    let share = try agreement("rings and stereocenters") { molecule, row in
      String(molecule.rings.count) == row[rings]
        && String(molecule.stereocenters.count) == row[centers]
    }
    #expect(share >= 0.999)
  }

  @Test("renumbering the atoms and writing again change nothing")
  func renumbering() throws {
    var state: UInt64 = 7
    let share = try agreement("renumbering") { molecule, _ in
      let text = molecule.canonicalSMILES
      for _ in 0..<5 {
        let ranks = (0..<Int32(molecule.atomCount)).map { index -> (UInt64, Int32) in
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          return (state >> 20, index)
        }
        let order = ranks.sorted { $0 < $1 }.map(\.1)
        let shuffled = molecule.smiles(ranks: order).text
        guard try PerceivedMolecule(Molecule(smiles: shuffled)).canonicalSMILES == text else {
          return false
        }
      }
      return try PerceivedMolecule(Molecule(smiles: text)).canonicalSMILES == text
    }
    #expect(share == 1)
  }
}
