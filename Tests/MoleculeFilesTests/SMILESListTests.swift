import Compression
import Foundation
import MoleculeFiles
import MoleculeGraph
import TestSupport
import Testing

@Suite("SMILES lists")
struct SMILESListTests {
  @Test("SMILES end at the first white space, and the rest is the name")
  func nameIsTheRest() throws {
    let read = try records(of: "CCO  ethyl alcohol\nc1ccccc1\tbenzene\nC\n", file: "a.smi")
    #expect(read.map(\.smilesText) == ["CCO", "c1ccccc1", "C"])
    #expect(read.map(\.name) == ["ethyl alcohol", "benzene", ""])
    #expect(read.compactMap(\.error).isEmpty)
    #expect(read.map { try? $0.molecule.get().atomCount } == [3, 6, 1])
  }

  @Test(
    "a header line is no molecule and no title",
    arguments: [
      "smiles\tname\nCCO\tethanol\n", "SMILES name\nCCO ethanol\n",
      "canonical_smiles id\r\nCCO ethanol\r\n", "name smiles\nethanol CCO\n",
      "\u{feff}smiles name\nCCO ethanol\n",
    ])
  func headerIsRecognized(text: String) throws {
    let read = try records(of: text, file: "a.smi")
    #expect(read.map(\.smilesText) == ["CCO"])
    #expect(read.map(\.name) == ["ethanol"])
    #expect(read.map(\.line) == [2])
  }

  @Test("a first line that is a molecule is a molecule, even when its name looks like a header")
  func firstMoleculeIsKept() throws {
    let read = try records(of: "CCO smiles\nC name\n", file: "a.smi")
    #expect(read.map(\.smilesText) == ["CCO", "C"])
  }

  @Test("byte-order mark, CRLF, blank lines and a missing last line end cost nothing")
  func toleratesLineEnds() throws {
    let read = try records(of: "\u{feff}CCO a\r\n\r\n   \r\nCCN b\r\nCCC c", file: "a.smi")
    #expect(read.map(\.name) == ["a", "b", "c"])
    #expect(read.map(\.line) == [1, 4, 5])
  }

  @Test("a bad line is a record with file, line, column and caret, and the rest goes on")
  func badLineIsARecord() throws {
    let read = try records(of: "CCO a\n  C(C b\nCCXC c\nCCC d\n", file: "bad.smi")
    #expect(read.count == 4)
    #expect(read.map { $0.error == nil } == [true, false, false, true])
    let error = try #require(read[2].error)
    #expect(error.file.hasSuffix("bad.smi"))
    #expect(error.line == 3)
    #expect(error.column == 3)
    #expect(read[2].name == "c")
    let lines = error.description.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].contains("bad.smi:3:3: "))
    #expect(lines[1] == "  CCXC c")
    #expect(lines[2] == "    ^")
    #expect(read[1].column == 3)
  }

  @Test("a bad last line without line end is not lost")
  func badLastLineIsKept() throws {
    let read = try records(of: "C a\nC1CC x", file: "a.smi")
    #expect(read.count == 2)
    #expect(read.last?.error?.line == 2)
  }

  @Test("gzip is known by its content, whatever the name")
  func gzipByContent() throws {
    let packed = try Gzip.compressed(Data("CCO a\nCCN b\n".utf8))
    for name in ["a.smi.gz", "a.smi"] {
      #expect(try records(of: packed, file: name).map(\.name) == ["a", "b"])
    }
  }

  @Test("a file that breaks off ends with a record that says so")
  func truncatedGzipIsTold() throws {
    var text = ""
    for index in 0..<20_000 { text += "CC(\(index % 7 == 0 ? "N" : "O"))C name\(index * 7919)\n" }
    let packed = try Gzip.compressed(Data(text.utf8))
    let read = try records(of: packed.prefix(packed.count / 2), file: "a.smi.gz")
    #expect(read.count > 1)
    #expect(read.last?.error?.code == .unreadable)
    #expect(read.dropLast().allSatisfy { $0.error == nil })
  }

  @Test("text in Latin-1 and characters of several bytes keep names and columns")
  func otherEncodings() throws {
    let latin = Data([0x43, 0x20, 0xe9, 0x0a])
    #expect(try records(of: latin, file: "a.smi").map(\.name) == ["é"])
    let read = try records(of: "CCö name\n", file: "a.smi")
    #expect(read.first?.error?.column == 3)
  }

  @Test("fields behind the name are properties, by the header's names where there is one")
  func furtherFields() throws {
    let read = try records(of: "smiles\tname\tlogp\nCCO\tethanol\t-0.31\n", file: "a.smi")
    #expect(read.first?[property: "logp"] == "-0.31")
    let bare = try records(of: "CCO\tethanol\t-0.31\n", file: "a.smi")
    #expect(bare.first?.name == "ethanol")
    #expect(bare.first?[property: "column 3"] == "-0.31")
  }

  @Test("a CXSMILES extension is not part of the name")
  func extensionIsAProperty() throws {
    let read = try records(of: "CCO |$;;OH$| ethanol\n", file: "a.smi")
    #expect(read.first?.name == "ethanol")
    #expect(read.first?[property: "cxsmiles"] == "|$;;OH$|")
  }

  @Test("a file that is not there is named, with what to do")
  func missingFile() {
    let error = #expect(throws: FileError.self) { try MoleculeReader(path: "/nowhere/a.smi") }
    #expect(error?.code == .unreadable)
    #expect(error?.description.contains("/nowhere/a.smi") == true)
    #expect(error?.hint != nil)
    let empty = #expect(throws: FileError.self) { try MoleculeReader(path: "") }
    #expect(empty?.message == "the name of a file is empty")
  }

  @Test(
    "a table in a file named as a SMILES list is read as the table that it is",
    arguments: [
      "CCO,ethanol\nC,methane, gas\n", "CCO;ethanol\nC;methane, gas\n",
      "smiles,name\nCCO,ethanol\nC,\"methane, gas\"\n",
      "name;smiles\nethanol;CCO\nmethane, gas;C\n",
    ])
  func tableInsteadOfList(text: String) throws {
    let read = try records(of: text, file: "a.smi")
    #expect(try read.map { try canonical($0) } == [canonical("CCO"), canonical("C")])
    #expect(read.map { String($0.name.prefix(7)) } == ["ethanol", "methane"])
  }

  @Test("a list with a comma in a name, or in one bad line, stays a list")
  func commasInLists() throws {
    let read = try records(of: "CCO ethanol, pure\nC methane\n", file: "a.smi")
    #expect(read.map(\.name) == ["ethanol, pure", "methane"])
    let bad = try records(of: "CC,C x\nC methane\n", file: "a.smi")
    #expect(bad.map { $0.error == nil } == [false, true])
    #expect(bad[0].error?.hint?.contains("--input-format csv") == true)
  }

  @Test(
    "an extension may hold blanks, and a tab or nothing may stand behind it",
    arguments: [
      "CCO |$a b;;OH$,r| ethanol", "CCO |$a b;;OH$,r|\tethanol", "CCO\t|$a b;;OH$,r|\tethanol",
    ])
  func extensionWithBlanks(line: String) throws {
    let read = try records(of: line + "\n", file: "a.smi")
    #expect(read.first?.name == "ethanol")
    #expect(read.first?[property: "cxsmiles"] == "|$a b;;OH$,r|")
    #expect(read.first?.properties.count == 1)
  }

  @Test("an extension is part of the molecule: a trans bond, in a list and in a table")
  func extensionCounts() throws {
    for (file, text, smiles) in [
      ("a.smi", "CC=CC |t:1| x\n", "C/C=C/C"),
      ("a.csv", "smiles,name\n\"CC=CC |t:1|\",x\n", "C/C=C/C"),
      ("a.csv", "smiles,cxsmiles,name\nCC=CC,CC=CC |t:1|,x\n", "CC=CC"),
      ("a.csv", "smiles,cxsmiles,name\nCC=CC,|t:1|,x\n", "C/C=C/C"),
    ] {
      let read = try #require(records(of: text, file: file).first)
      #expect(read.name == "x")
      #expect(try canonical(read) == canonical(smiles))
    }
    let bad = try records(of: "CCO |^1:9| x\nC y\n", file: "a.smi")
    #expect(bad.map { $0.error == nil } == [false, true])
  }

  @Test("a name in the SMILES column of a table is an error, not a name")
  func nameInSMILES() throws {
    let read = try records(of: "smiles,name\nCCO ethanol,x\n C ,y\n", file: "a.csv")
    #expect(read[0].error?.column == 5)
    #expect(read[0].error?.message.contains("“ethanol”") == true)
    #expect(read[1].error == nil)
  }

  @Test("a name that begins with a bar is no extension")
  func barInName() throws {
    #expect(try records(of: "CCO |x y", file: "a.smi").first?.name == "|x y")
    #expect(try records(of: "CCO |x|y", file: "a.smi").first?.name == "|x|y")
  }

  @Test("columns of a list are chosen by number or by the header's names")
  func chosenColumns() throws {
    let bare = try records(
      of: "m1 CCO 0.5\nm2 C 0.1\n", file: "a.smi", columns: ColumnChoice(smiles: "2", name: "1"))
    #expect(bare.map(\.name) == ["m1", "m2"])
    #expect(try bare.map { try canonical($0) } == [canonical("CCO"), canonical("C")])
    let named = try records(
      of: "key\tstruct\nm1\tCCO\n", file: "a.smi",
      columns: ColumnChoice(smiles: "struct", name: "key"))
    #expect(named.map(\.name) == ["m1"])
    let third = try records(
      of: "CCO 0.5 m1\n", file: "a.smi", columns: ColumnChoice(name: "3"))
    #expect(third.map(\.name) == ["m1"])
    #expect(throws: FileError.self) {
      for record in try records(of: "C a\n", file: "a.smi", columns: ColumnChoice(name: "7")) {
        _ = try record.molecule.get()
      }
    }
  }

  @Test("a line of megabytes costs only itself")
  func longLine() throws {
    let text = "C a\nCC " + String(repeating: "x", count: 5 << 20) + "\nCCC c\n"
    let read = try records(of: text, file: "a.smi")
    #expect(read.map { $0.error?.line } == [nil, 2, nil])
    #expect(read.last?.name == "c")
  }

  @Test("lines of the valence suite are molecules, comments and blank lines are none")
  func valenceSuite() throws {
    let url = Checkout.data("smiles/smilesvalence.smi")
    let read = Array(try MoleculeReader(path: url.path))
    #expect(read.count == 61)
    #expect(read.allSatisfy { $0.error == nil })
    let commented = try records(of: "# a comment\nC a\n", file: "a.smi")
    #expect(commented.map(\.name) == ["a"])
  }
}
