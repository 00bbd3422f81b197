import Foundation
import Targets
import TestSupport
import Testing

/// The targets of this checkout.
let sixTargets = ["ADRB1", "CDK2", "F2", "PGR", "PPARA", "PPARG"]
let targetsFolder = Checkout.root.appendingPathComponent("targets")

@Suite struct SixTargetsTests {
  @Test("each target of the checkout loads and checks clean", arguments: sixTargets)
  func sound(name: String) throws {
    let folder = targetsFolder.appendingPathComponent(name)
    let target = try ProteinTarget(directory: folder)
    #expect(target.name == name)
    #expect(target.keyResidues.count >= 10)
    #expect(target.knownLigands.count >= 5)
    #expect(target.percentiles.count == 6)
    #expect(target.publishedBests.count == 7)
    #expect(target.box.size == SIMD3(30, 30, 30))
    #expect(TargetCheck(directory: folder).findings == [])
  }

  /// Numbers that the crystal structures' papers and the receptor files agree on.
  @Test(
    "key residues carry the file's number beside the literature's",
    arguments: [
      ("ADRB1", "ASP", 121, "Asp138"),
      ("F2", "HIS", 70, "His57"), ("F2", "TRP", 77, "Trp60D"), ("F2", "LEU", 123, "Leu99"),
      ("F2", "ASP", 219, "Asp189"), ("F2", "SER", 225, "Ser195"), ("F2", "TRP", 247, "Trp215"),
      ("F2", "GLY", 248, "Gly216"),
      ("PGR", "ASN", 33, "Asn719"), ("PGR", "GLN", 39, "Gln725"), ("PGR", "ARG", 80, "Arg766"),
      ("PGR", "CYS", 202, "Cys891"), ("PGR", "THR", 205, "Thr894"),
      ("CDK2", "LEV", 83, "Leu83"), ("PPARA", "TYR", 464, "Tyr464"),
      ("PPARG", "TYR", 473, "Tyr473"),
    ])
  func numbering(target: String, name: String, number: Int, alias: String) throws {
    let target = try ProteinTarget(directory: targetsFolder.appendingPathComponent(target))
    let key = try #require(target.keyResidues.first { $0.alias == alias })
    #expect(key.residue.number == number)
    #expect(key.residue.name == name)
    #expect(key.scheme.isEmpty == false)
    #expect(key.citation.contains("doi:10."))
    #expect(Set(target.receptor.atoms(of: key).map(\.residue.name)) == [name])
  }

  /// The sequence around key residues tells whether a number is the right one: TM3 of β receptors
  /// (Asp 3.32), the DFG motif, the serine protease motif around Ser195, helix 3 of PR (Asn719,
  /// Gln725), helix 12 of the PPARs (Tyr464, Tyr473).
  @Test(
    "key residues stand in the motifs of their families",
    arguments: [
      ("ADRB1", 121, "DVLCVTAS", 0), ("CDK2", 145, "LADFGLA", 2), ("F2", 225, "GDSGGP", 2),
      ("PGR", 33, "LNQLGERQ", 1), ("PPARA", 464, "EIYRDMY", 2), ("PPARG", 473, "EIYKDLY", 2),
    ])
  func motif(target: String, number: Int, motif: String, offset: Int) throws {
    let target = try ProteinTarget(directory: targetsFolder.appendingPathComponent(target))
    let (letters, numbers) = sequence(of: target.receptor)
    let start = try #require(numbers.firstIndex(of: number)) - offset
    #expect(String(letters[start..<start + motif.count]) == motif)
  }

  func sequence(of receptor: Receptor) -> (letters: [Character], numbers: [Int]) {
    let letters: [String: Character] = [
      "ALA": "A", "ARG": "R", "ASN": "N", "ASP": "D", "CYS": "C", "CYX": "C", "GLN": "Q",
      "GLU": "E", "GLY": "G", "HIS": "H", "HID": "H", "HIE": "H", "HIP": "H", "ILE": "I",
      "LEU": "L", "LEV": "L", "LYS": "K", "MET": "M", "PHE": "F", "PRO": "P", "SER": "S",
      "THR": "T", "TRP": "W", "TYR": "Y", "TYS": "Y", "VAL": "V",
    ]
    var sequence: [Character] = []
    var numbers: [Int] = []
    for atom in receptor.atoms where atom.residue.number != numbers.last {
      sequence.append(letters[atom.residue.name] ?? "?")
      numbers.append(atom.residue.number)
    }
    return (sequence, numbers)
  }

  /// `sha256sum`, and the columns of the published table.
  @Test("the published numbers of ADRB1 are those of the article") func publishedValues() throws {
    let target = try ProteinTarget(directory: targetsFolder.appendingPathComponent("ADRB1"))
    #expect(
      target.percentiles.map(\.value) == [5.305, 8.785, 9.620, 10.209, 10.742, 11.330])
    #expect(target.publishedBests.last == Benchmark(label: "Feedback Descent", value: 10.623))
    #expect(target.uniprot == "P08588")
    #expect(target.structure == "2VT4")
    #expect(target.structureOrganism == "Meleagris gallopavo")
    #expect(target.licence == "Apache-2.0")
    #expect(
      target.receptorSHA256 == "43b3c96f0c4680f112097b1de459fe0894e58cee47367ef6abe8349fd3d320ce")
    #expect(target.receptor.atoms.count == 2649)
  }
}
