import LigatureCommand
import Reports
import TestSupport
import Testing

@Suite("Conditions on rows")
struct RowConditionTests {
  static let cells: [String: Cell] = [
    "mol_wt": .number(267.36893, decimals: 3), "qed": .number(0.7136, decimals: 2),
    "rings": .integer(1), "score": .empty, "alerts": .text("nitro_group|Oxygen-nitrogen"),
    "pains": .empty, "smiles": .text("C/C=C\\C"), "name": .text("say \"hi\""),
  ]
  static let texts: Set<String> = ["alerts", "pains", "smiles", "name"]

  private func kind(_ name: String) -> RowCondition.Kind? {
    Self.cells[name] == nil ? nil : Self.texts.contains(name) ? .text : .number
  }

  private func condition(_ text: String) throws(ConditionError) -> RowCondition {
    try RowCondition(text, names: Self.cells.keys.sorted(), kind: kind)
  }

  @Test(
    "a condition holds by the rules of comparison, logic and arithmetic",
    arguments: [
      ("mol_wt < 500 && pains == \"\"", true), ("mol_wt < 267", false), ("mol_wt >= 267.369", true),
      // As the table shows it: three decimals and two.
      ("mol_wt == 267.369", true), ("qed == 0.71", true), ("qed != 0.71", false),
      ("rings == 1", true), ("rings==1.0", true), ("rings > 1 || rings < 2", true),
      ("rings > 1 or not rings > 2", true), ("rings > 0 AND rings > 1", false),
      ("!(rings > 1) && !!(rings == 1)", true), ("rings == 2 || rings == 1 && qed > 0.9", false),
      ("(rings == 2 || rings == 1) && qed < 0.9", true), ("rings + 2 * 3 == 7", true),
      ("(rings + 2) * 3 == 9", true), ("-rings < 0", true), ("10 - 4 - 3 == 3", true),
      ("mol_wt / rings > 267", true), ("rings / 0 > 1", false), ("1e2 < mol_wt", true),
      ("alerts ~ 'nitro'", true), ("alerts contains \"Nitro\"", false), ("alerts ~ ''", true),
      ("pains ~ 'a'", false), ("smiles == 'C/C=C\\C'", true), ("name == 'say \"hi\"'", true),
      ("name == \"say \\\"hi\\\"\"", true), ("name < 'z'", true), ("'a' < 'b'", true),
    ])
  func holds(text: String, expected: Bool) throws {
    let condition = try condition(text)
    #expect(condition.holds(for: condition.columns.compactMap { Self.cells[$0] }) == expected)
  }

  @Test(
    "a number that is missing meets neither a comparison nor its negation",
    arguments: [
      ("score < 1", false), ("!(score < 1)", false), ("score == score", false),
      ("score + 1 > 0", false), ("score < 1 || rings == 1", true),
      ("rings == 1 || score < 1", true), ("score < 1 && rings == 2", false),
      ("!(score < 1 && rings == 2)", true), ("!(rings == 2 && score < 1)", true),
      ("!(score < 1 && rings == 1)", false), ("!(score < 1 || rings == 2)", false),
    ])
  func missing(text: String, expected: Bool) throws {
    let condition = try condition(text)
    #expect(condition.holds(for: condition.columns.compactMap { Self.cells[$0] }) == expected)
  }

  @Test("the columns that are read are named once, in the order of the condition")
  func columns() throws {
    #expect(try condition("qed > 0.5 && rings < 3 && qed < 0.9").columns == ["qed", "rings"])
  }

  @Test(
    "a mistake is told with its place",
    arguments: [
      ("mol_w < 5", 0, "there is no column “mol_w”"), ("rings > x", 8, "there is no column “x”"),
      ("rings = 1", 6, "one = compares nothing"), ("rings > 1 & qed > 1", 10, "one & joins"),
      ("rings > 'a'", 6, "a number cannot be compared with a text"),
      ("alerts == 1", 7, "a text cannot be compared with a number"),
      ("rings", 0, "expected a comparison, found a number alone"),
      ("rings > 1 && alerts", 13, "expected a comparison, found a text alone"),
      ("(rings > 1", 10, "expected ), found the end"), ("rings > 1)", 9, "expected && or ||"),
      ("rings > 1 qed", 10, "expected && or ||"), ("", 0, "expected a column, a number or a text"),
      ("rings >", 7, "expected a column"), ("alerts ~ 1", 7, "~ looks for a text in a text"),
      ("rings ~ 'a'", 6, "~ looks for a text in a text"), ("name == 'a", 8, "never closed"),
      ("alerts + 1 > 2", 0, "expected a number, found a text"), ("1.2.3 < 4", 0, "is not a number"),
      ("rings # 1", 6, "“#” has no meaning"), ("(rings > 1) < 2", 12, "cannot be compared"),
      ("1 < rings < 3", 10, "expected && or ||"),
    ])
  func mistakes(text: String, offset: Int, message: String) throws {
    let error = #expect(throws: ConditionError.self) { try condition(text) }
    #expect(error?.offset == offset)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
    let marked = "\n  \(text)\n  \(String(repeating: " ", count: offset))^"
    #expect(error?.description.hasSuffix(marked) == true)
  }

  @Test("a column that is nearly right gets the right one as advice")
  func advice() throws {
    let error = #expect(throws: ConditionError.self) { try condition("mol_wgt > 5") }
    #expect(error?.hint == "did you mean mol_wt?")
  }

  @Test("any depth of parentheses and any text gives a condition or an error")
  func depth() throws {
    for text in [
      String(repeating: "(", count: 100_000), String(repeating: "!", count: 100_000),
      String(repeating: "-", count: 100_000) + "1 < 2", String(repeating: "\\", count: 100_000),
    ] {
      #expect(throws: ConditionError.self) { try condition(text) }
    }
    let long = (1...5000).map { _ in "rings == 1" }.joined(separator: " && ")
    #expect(try condition(long).columns == ["rings"])
  }
}
