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
