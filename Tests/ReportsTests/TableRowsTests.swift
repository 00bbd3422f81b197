import Foundation
import Reports
import Testing

@Suite("Tables as text")
struct TableRowsTests {
  @Test(
    "fields with separators, quotation marks or line ends are quoted (RFC 4180, section 2)",
    arguments: [
      ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
      ("two\nlines", "\"two\nlines\""), ("cr\rhere", "\"cr\rhere\""), ("tab\there", "tab\there"),
    ])
  func csvQuoting(text: String, field: String) {
    #expect(TableRows.csv([.text("x"), .text(text)]) == "x,\(field)\n")
  }

  @Test("tab-separated fields with a tab are quoted, commas are not")
  func tsvQuoting() {
    #expect(TableRows.tsv([.text("a,b"), .text("c\td")]) == "a,b\t\"c\td\"\n")
  }

  @Test("numbers have the decimals that are stated, and nothing stands in for a missing one")
  func numbers() {
    let cells: [Cell] = [
      .number(2.0, decimals: 3), .number(-0.0004, decimals: 2), .number(1e6, decimals: 1),
      .number(.nan, decimals: 2), .number(-.infinity, decimals: 2), .empty, .integer(0),
      Cell(nil as Double?, decimals: 2),
    ]
    #expect(TableRows.csv(cells) == "2.000,0.00,1000000.0,,,,0,\n")
  }

  @Test("a JSON line is read back by Foundation as the same values, in the order of the columns")
  func json() throws {
    let columns = ["name", "logp", "n", "none", "bad"]
    let name = "q\"\\\u{8}\n\t é 🧪 </script>"
    let line = TableRows.jsonl(
      columns,
      [.text(name), .number(1.5, decimals: 3), .integer(-2), .empty, .number(.nan, decimals: 1)])
    #expect(line.hasSuffix("}\n"))
    #expect(line.filter { $0 == "\n" }.count == 1)
    #expect(line.contains("\"logp\": 1.500, \"n\": -2, \"none\": null, \"bad\": null"))
    let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
    #expect(value?["name"] as? String == name)
    #expect(value?["logp"] as? Double == 1.5)
    #expect(value?["none"] is NSNull)
  }

  @Test("a vertical bar in a cell does not part a Markdown row")
  func markdown() {
    let row = TableRows.markdown([.text("a|b"), .number(1, decimals: 1), .text("[NH4+]\nx")])
    #expect(row == "| a\\|b | 1.0 | \\[NH4+] x |\n")
  }

  @Test("trajectory.csv has the columns of the contract, the best so far, and empty failures")
  func trajectory() {
    let lines = Trajectory.csv(sampleCalls()).split(separator: "\n").map(String.init)
    #expect(lines[0] == "call,smiles,status,dock,qed,objective,best,parent,edit")
    #expect(lines[1] == "1,CC(N)=O,ok,-3.125,0.4000,-2.8750,-2.8750,,start")
    #expect(lines[3] == "3,C[Fe],failed,,,,-1.1000,2,\"attach, \"\"iron\"\"\"")
    #expect(lines[4] == "4,CCc1ccccc1,ok,-6.250,0.5500,1.7500,1.7500,1;2,join")
  }

  @Test("before the first success there is no best")
  func noBestYet() {
    let failure = Trajectory.Call(
      number: 1, smiles: "C", status: "failed", dock: nil, qed: nil, objective: nil, parents: [],
      edit: "start", reason: "x")
    #expect(Trajectory.rows([failure])[0][6] == .empty)
  }

  @Test("best.csv ranks the molecules and adds their numeric properties and feedback")
  func best() throws {
    let lines = BestTable.csv(try sampleReport().best).split(separator: "\n").map(String.init)
    #expect(
      lines[0]
        == "rank,call,smiles,objective,dock,qed,efficiency,parent,edit,reason,crippen_logp,sa_score,"
        + "nearest_known,similarity,feedback"
    )
    #expect(lines[1].hasPrefix("1,4,"))
    #expect(lines[1].contains(",5.5000,-8.500,0.7000,,1;2,insert basic amine,"))
    #expect(lines[1].contains(",1.61,2.31,"))
    #expect(lines[1].contains(",0.41,"))
    #expect(lines.count == 5)
  }
}
