import Foundation
import Targets
import TestSupport
import Testing

@Suite struct TargetCheckTests {
  @Test("every key residue is within 12 Å of the center of its box", arguments: sixTargets)
  func distances(name: String) throws {
    let folder = targetsFolder.appendingPathComponent(name)
    let check = TargetCheck(directory: folder)
    #expect(
      check.residueDistances.count == (try ProteinTarget(directory: folder)).keyResidues.count)
    #expect(check.residueDistances.allSatisfy { $0.distance < 12 })
  }

  /// The file's own residue 138 is another aspartate, far from the box.
  @Test("the literature's number in place of the file's is found out") func wrongNumber() throws {
    let copy = try TargetCopy()
    try copy.replace("number=\"121\"", with: "number=\"138\"")
    let errors = copy.check().errors
    #expect(errors.map(\.line) == [try copy.line(of: "number=\"138\"")])
    #expect(errors.first?.message.contains("outside the box, 26.2 Å") == true)
  }

  @Test("a residue of another type, and one that is not there, are found") func wrongResidue()
    throws
  {
    let copy = try TargetCopy()
    try copy.replace("number=\"211\"", with: "number=\"210\"")
    try copy.replace("number=\"333\"", with: "number=\"999\"")
    let messages = copy.check().errors.map(\.message)
    #expect(messages.count == 2)
    #expect(messages.contains { $0.contains("no residue 999") })
    #expect(messages.contains { $0.contains("residue 210 of the receptor file is ALA, not SER") })
  }

  @Test("a box far away from the receptor is an error") func farBox() throws {
    let copy = try TargetCopy()
    try copy.replace("x=\"26.115\"", with: "x=\"511.115\"")
    let errors = copy.check().errors
    #expect(errors.first?.message.contains("no atom of the receptor is in the box") == true)
    #expect(errors.first?.line == (try copy.line(of: "<box>")))
  }

  @Test("percentiles that do not ascend are an error") func percentiles() throws {
    let copy = try TargetCopy()
    try copy.replace("value=\"9.620\"", with: "value=\"6.620\"")
    let errors = copy.check().errors
    #expect(errors.map(\.line) == [try copy.line(of: "6.620")])
  }

  @Test(
    "a known ligand that is no molecule is an error",
    arguments: [("metoprolol", "COCCc1ccc(OCC"), ("atenolol", "CC(C)(C)(C)C")])
  func ligand(name: String, smiles: String) throws {
    let copy = try TargetCopy()
    let text = try String(contentsOf: copy.definition, encoding: .utf8)
    let pattern = try Regex("name=\"\(name)\" action=\"antagonist\" smiles=\"[^\"]*\"")
    try text.replacing(pattern, with: "name=\"\(name)\" action=\"antagonist\" smiles=\"\(smiles)\"")
      .write(to: copy.definition, atomically: true, encoding: .utf8)
    let errors = copy.check().errors
    #expect(errors.map(\.line) == [try copy.line(of: "name=\"\(name)\"")])
    #expect(errors.first?.message.hasPrefix(name) == true)
  }

  @Test("a folder of another name is only a warning") func otherName() throws {
    let copy = try TargetCopy(folderName: "beta1")
    let check = copy.check()
    #expect(check.errors == [])
    #expect(check.findings.map(\.severity) == [.warning])
  }

  @Test("findings read file, line, severity, reason") func text() {
    let finding = TargetFinding(severity: .error, file: "a/target.xml", line: 7, message: "why")
    #expect(finding.description == "a/target.xml:7: error: why")
  }
}
