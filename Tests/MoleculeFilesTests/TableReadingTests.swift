import Foundation
import MoleculeFiles
import TestSupport
import Testing

@Suite("Comma- and tab-separated tables")
struct TableReadingTests {
  @Test("quoted fields may hold commas, quotation marks and line ends (RFC 4180, section 2)")
  func quotedFields() throws {
    let text = "id,smiles,note\r\n\"a,1\",CCO,\"say \"\"hi\"\"\r\nthere\"\r\nb,CCN,\r\n"
    let read = try records(of: text, file: "a.csv")
    #expect(read.map(\.name) == ["a,1", "b"])
    #expect(read.map(\.smilesText) == ["CCO", "CCN"])
    #expect(read.first?[property: "note"] == "say \"hi\"\nthere")
    #expect(read.map(\.line) == [2, 4])
  }

  @Test(
    "the SMILES column is found by its header",
    arguments: [
      "smiles", "SMILES", "canonical_smiles", "Canonical SMILES", "structure", "Ligand SMILES",
    ])
  func columnByHeader(header: String) throws {
    let read = try records(of: "compound,\(header),mw\nx1,CCO,46\n", file: "a.csv")
    #expect(read.map(\.smilesText) == ["CCO"])
    #expect(read.map(\.name) == ["x1"])
    #expect(read.first?[property: "mw"] == "46")
  }

  @Test("a column can be chosen by name or by number")
  func chosenColumns() throws {
    let text = "smiles,parent,code\nCCO,CCN,k1\n"
    for (smiles, name) in [("parent", "code"), ("2", "3")] {
      let read = try records(
        of: text, file: "a.csv", columns: ColumnChoice(smiles: smiles, name: name))
      #expect(read.map(\.smilesText) == ["CCN"])
      #expect(read.map(\.name) == ["k1"])
    }
    let error = #expect(throws: FileError.self) {
      try records(of: text, file: "a.csv", columns: ColumnChoice(smiles: "no"))
    }
    #expect(error?.code == .noSuchColumn)
    #expect(error?.message.contains("smiles, parent, code") == true)
  }

  @Test("a table without header begins with its first row")
  func noHeader() throws {
    let read = try records(of: "x-1,CCO\nx-2,CCN\n", file: "a.csv")
    #expect(read.map(\.smilesText) == ["CCO", "CCN"])
    #expect(read.map(\.name) == ["x-1", "x-2"])
    #expect(read.map(\.line) == [1, 2])
  }

  @Test("a table without SMILES is refused with its columns")
  func noSMILES() {
    let error = #expect(throws: FileError.self) {
      try records(of: "id,weight\na,1.5\n", file: "a.csv")
    }
    #expect(error?.code == .noSuchColumn)
  }

  @Test("tabs part the fields of a TSV file, and spaces do not")
  func tabs() throws {
    let read = try records(of: "name\tsmiles\nethyl alcohol\tCCO\n", file: "a.tsv")
    #expect(read.map(\.name) == ["ethyl alcohol"])
    #expect(read.map(\.smilesText) == ["CCO"])
  }

  @Test("semicolons part the fields where the header has them")
  func semicolons() throws {
    let read = try records(of: "smiles;name\nCCO;ethanol\n", file: "a.csv")
    #expect(read.map(\.name) == ["ethanol"])
  }

  @Test("a quotation mark that never closes costs one row")
  func openQuote() throws {
    let text = "smiles,name\nCCO,a\nCCN,\"b\nCCC,c\nCCCC,d\n"
    let read = try records(of: text, file: "a.csv")
    #expect(read.map { $0.error == nil } == [true, false, true, true])
    #expect(read[1].error?.code == .badRow)
    #expect(read[1].error?.line == 3)
    #expect(read[1].error?.column == 5)
    #expect(read.last?.name == "d")
  }

  @Test("a short row and an empty SMILES are records with an error")
  func missingSMILES() throws {
    let read = try records(of: "name,smiles\na\nb,\nc,CCO\n", file: "a.csv")
    #expect(read.map { $0.error == nil } == [false, false, true])
    #expect(read.map(\.name) == ["a", "b", "c"])
    #expect(read.map(\.line) == [2, 3, 4])
  }

  @Test("a bad SMILES is shown in its row with its column")
  func badSMILES() throws {
    let read = try records(of: "name,smiles\na,\"CC(C\"\nb,CCXC\n", file: "a.csv")
    #expect(read[1].error?.line == 3)
    #expect(read[1].error?.column == 5)
    #expect(read[1].error?.description.contains("\n  b,CCXC\n      ^") == true)
    #expect(read[0].column == 4)
  }

  @Test("the format is known by the name, or else by the first lines")
  func formats() throws {
    #expect(MoleculeFormat(path: "x/a.SDF.gz") == .sdf)
    #expect(MoleculeFormat(path: "a.ism") == .smi)
    #expect(MoleculeFormat(path: "a.mol") == .mol)
    #expect(MoleculeFormat(path: "a.d/list") == nil)
    #expect(try records(of: "smiles,name\nCCO,a\n", file: "a.txt").map(\.name) == ["a"])
    #expect(try records(of: "CCO a\n", file: "a.txt").map(\.name) == ["a"])
  }
}
