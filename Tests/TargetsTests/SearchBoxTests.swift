import Foundation
import Targets
import TestSupport
import Testing

@Suite struct SearchBoxTests {
  private static let lines = [
    "REMARK a ligand",
    "HETATM    1  C1  LIG A   1       1.000   2.000   3.000  1.00  0.00           C",
    "HETATM    2  O1  LIG A   1       5.000   2.000  -3.000  1.00  0.00           O",
    "HETATM    3  H1  LIG A   1      50.000   2.000  -3.000  1.00  0.00           H",
    "END",
  ]

  @Test(
    "the box around a ligand is the same whatever ends a line", arguments: ["\n", "\r\n", "\r"])
  func lineEnds(end: String) throws {
    let directory = try TemporaryDirectory()
    let file = directory.file("ligand.pdb")
    try Data((Self.lines.joined(separator: end) + end).utf8).write(to: file)
    let box = try SearchBox(around: file.path, padding: 4)
    #expect(box == SearchBox(center: SIMD3(3, 2, 0), size: SIMD3(12, 8, 14)))
  }

  @Test("published scores do not hold for another box")
  func anotherBox() throws {
    let target = try ProteinTarget(directory: Checkout.root.appendingPathComponent("targets/ADRB1"))
    #expect(!target.searched(in: target.box).percentiles.isEmpty)
    let moved = SearchBox(center: target.box.center + 1, size: target.box.size)
    #expect(target.searched(in: moved).percentiles.isEmpty)
    #expect(target.searched(in: moved).publishedBests.isEmpty)
  }

  @Test("a coordinate that is no number is refused with its line")
  func wrong() throws {
    let directory = try TemporaryDirectory()
    let file = directory.file("ligand.pdb")
    let text = Self.lines.joined(separator: "\r\n").replacing("  -3.000", with: "     nan")
    try Data(text.utf8).write(to: file)
    let error = #expect(throws: TargetError.self) { try SearchBox(around: file.path, padding: 4) }
    #expect(error?.findings.first?.line == 3)
  }
}
