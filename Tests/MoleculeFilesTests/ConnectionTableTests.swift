import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMILES
import TestSupport
import Testing

/// The canonical SMILES of a molecule of a file.
func canonical(_ record: MoleculeRecord) throws -> String {
  try PerceivedMolecule(record.molecule.get()).canonicalSMILES
}

func canonical(_ smiles: String) throws -> String {
  try PerceivedMolecule(Molecule(smiles: smiles)).canonicalSMILES
}

@Suite("Connection tables")
struct ConnectionTableTests {
  @Test("drawings read as the molecules that RDKit reads, V2000 and V3000, wedges and all")
  func drawings() throws {
    var wrong: [String] = []
    var count = 0
    for record in try MoleculeReader(path: Checkout.data("molfiles/drawn.sdf.gz").path) {
      count += 1
      let expected = try canonical(try #require(record[property: "smiles"]))
      let found = (try? canonical(record)) ?? "\(record.error?.summary ?? "not perceived")"
      if found != expected { wrong.append("\(record.line): \(found) instead of \(expected)") }
    }
    #expect(count == 240)
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }

  @Test("structures in space read as the molecules that RDKit reads, stereo from positions")
  func structures() throws {
    var wrong: [String] = []
    for record in try MoleculeReader(path: Checkout.data("molfiles/spatial.sdf.gz").path) {
      let expected = try canonical(try #require(record[property: "smiles"]))
      let found = (try? canonical(record)) ?? "\(record.error?.summary ?? "not perceived")"
      if found != expected { wrong.append("\(record.line): \(found) instead of \(expected)") }
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}

@Suite("Writing SD files")
struct SDFileTests {
  @Test(
    "writing and reading again gives the same molecule, drawn and in space",
    arguments: ["drawn", "spatial"])
  func roundTrip(file: String) throws {
    var wrong: [String] = []
    var output = ""
    for record in try MoleculeReader(path: Checkout.data("molfiles/\(file).sdf.gz").path) {
      let molecule = try PerceivedMolecule(record.molecule.get())
      let text = SDFile.record(
        molecule, name: "x", coordinates: record.coordinates?.restricted(to: molecule),
        properties: [.init("smiles", molecule.canonicalSMILES)])
      output += text
      let again = try #require(try records(of: text, file: "a.sdf").first)
      let found = (try? canonical(again)) ?? "\(again.error?.summary ?? "not perceived")"
      if found != molecule.canonicalSMILES {
        wrong.append("\(record.line): \(found) instead of \(molecule.canonicalSMILES)")
      }
    }
    if let dump = ProcessInfo.processInfo.environment["DUMP"] {
      try output.write(toFile: dump + "/\(file).sdf", atomically: true, encoding: .utf8)
    }
    #expect(wrong.isEmpty, "\(wrong.joined(separator: "\n"))")
  }
}

@Suite("Damaged SD files")
struct DamagedSDTests {
  private let methanol = """
    methanol
      Ligature          2D

      2  1  0  0  0  0  0  0  0  0999 V2000
        0.0000    0.0000    0.0000 C   0  0  0  0  0  0  0  0  0  0  0  0
        1.5000    0.0000    0.0000 O   0  0  0  0  0  0  0  0  0  0  0  0
      1  2  1  0
    M  END
    > <cas>
    67-56-1

    > <note> (7)
    two
    lines

    """

  @Test("names and data fields are read; line ends and a missing separator do not matter")
  func fields() throws {
    for text in [methanol, methanol + "$$$$\n", methanol.replacing("\n", with: "\r\n")] {
      let read = try records(of: text, file: "a.sdf")
      #expect(read.count == 1)
      #expect(read.first?.name == "methanol")
      #expect(read.first?[property: "cas"] == "67-56-1")
      #expect(read.first?[property: "note"] == "two\nlines")
      #expect(try canonical(#require(read.first)) == "CO")
    }
  }

  @Test(
    "a damaged record is a record with the line, and the next one is read",
    arguments: [
      ("  2  1  0", " xx  1  0", 4), ("1.5000    0.0000    0.0000 O ", "1.5000 abc 0.0000 O ", 6),
      (" O   0", " Oo  0", 6), ("  1  2  1  0", "  1  3  1  0", 7),
      ("  1  2  1  0", "  1  1  1  0", 7),
      ("  1  2  1  0", "  1  2  7  0", 7), ("  2  1  0", "  9  1  0", 7),
      ("  2  1  0", "  0  0  0", 4), ("  2  1  0", "999999  0", 7),
    ])
  func damage(sound: String, broken: String, line: Int) throws {
    let text = methanol.replacing(sound, with: broken) + "$$$$\n" + methanol + "$$$$\n"
    let read = try records(of: text, file: "a.sdf")
    #expect(read.count == 2)
    #expect(read.first?.error?.line == line)
    #expect(read.first?.name == "methanol")
    #expect(read.last?.error == nil)
  }

  @Test("cut off anywhere, a file gives a record or an error and never stops the program")
  func truncation() throws {
    let bytes = Array((methanol + "$$$$\n").utf8)
    for length in stride(from: 1, to: bytes.count, by: 7) {
      #expect(try records(of: Data(bytes.prefix(length)), file: "a.sdf").count == 1)
    }
  }
}
