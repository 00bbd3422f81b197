import Compression
import Foundation
import MoleculeFiles
import TestSupport
import Testing

/// What files in the wild look like: each is read as far as it can be, and what cannot is told.
@Suite("Malformed input")
struct MalformedInputTests {
  struct Input: Sendable, CustomTestStringConvertible {
    let name: String
    let data: Data
    /// Names of the molecules that are read.
    let read: [String]
    /// Part of the message of each error, the one at opening included.
    let errors: [String]

    init(_ name: String, _ text: String, _ read: [String], errors: [String] = []) {
      self.init(name, Data(text.utf8), read, errors: errors)
    }

    init(_ name: String, _ data: Data, _ read: [String], errors: [String] = []) {
      self.name = name
      self.data = data
      self.read = read
      self.errors = errors
    }

    var testDescription: String { "\(name) \(String(decoding: data.prefix(40), as: UTF8.self))" }
  }

  private static let bom = Data([0xef, 0xbb, 0xbf])
  private static let packed = (try? Gzip.compressed(Data("C a\nCC b\n".utf8))) ?? Data()
  private static let bomb = """
    <!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
    <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><cml><molecule title="&c;"/></cml>
    """
  private static let outside = """
    <!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/passwd">]><cml><molecule title="&x;"/></cml>
    """

  static let lists: [Input] = [
    Input("a.smi", "C a\r\nCC b\r\n", ["a", "b"]), Input("a.smi", "C a\rCC b\r", ["a", "b"]),
    Input("a.smi", "C a\rCC b", ["a", "b"]), Input("a.smi", "\n\n  \t\nC a\n\n\nCC b", ["a", "b"]),
    Input("a.smi", bom + Data("C a\nCC b".utf8), ["a", "b"]),
    Input("a.smi", bom + Data("smiles name\nC a".utf8), ["a"]),
    Input("a.smi", "C\u{0}C a\nCC b", ["b"], errors: ["found '"]),
    Input("a.smi", Data("C caf".utf8) + Data([0xe9]) + Data("\nCC b".utf8), ["café", "b"]),
    Input("a.smi", Data([0xff, 0xfe, 0x43, 0, 0x0a, 0]), [], errors: ["UTF-16"]),
    Input("a.smi", "  C   a b  \n\tCC\tb", ["a b", "b"]),
    Input("a.smi", "Name SMILES\na C\nb CC", ["a", "b"]),
    Input("a.smi", "C1CC a\nC b\nC( c", ["b"], errors: ["ring", "never closed"]),
  ]

  static let tables: [Input] = [
    Input("a.csv", "sep=;\r\nsmiles;name\r\nC;a\r\nCC;b", ["a", "b"]),
    Input("a.csv", "sep=\t\nsmiles\tname\nC\ta", ["a"]),
    Input("a.csv", "smiles,name\r\n\"C\",\"a, b\"\r\nCC,b", ["a, b", "b"]),
    Input("a.csv", "smiles,name\n,a\nCC,b", ["b"], errors: ["found nothing"]),
    Input("a.csv", "name,smiles\nonly\nb,CC", ["b"], errors: ["found 1 field"]),
    Input("a.csv", "smiles,name\nC,\"a\nCC,b", ["b"], errors: ["never closed"]),
    Input(
      "a.csv", "smiles,name\nC,\"a\nCC,b\nCCC,\(String(repeating: "c", count: 1 << 20))\nN,d",
      ["b", "d"], errors: ["never closed", "has more than"]),
    Input("a.csv", "smiles;name\nC;a", ["a"]),
    Input("a.csv", bom + Data("SMILES,ID\nC,a".utf8), ["a"]),
    Input("a.csv", "x,y\n1,2\n", [], errors: ["no column holds SMILES"]),
    Input("a.tsv", "ID\tSMILES\na\tC\nb\tCC\n", ["a", "b"]),
    Input("a.smi", "CC[CH2] |^1:2|\nC/C=C/C\t|c:1| \nC b\n", ["", "", "b"]),
  ]

  static let packedFiles: [Input] = [
    Input("a.smi.gz", packed + packed, ["a", "b", "a", "b"]), Input("a.smi", packed, ["a", "b"]),
    Input("a.smi.gz", "C a\n", [], errors: ["the name says gzip"]),
    Input("a.smi.gz", "", [], errors: ["the file is empty"]),
    Input("a.smi.gz", packed.dropLast(3), ["a", "b"], errors: ["end too early"]),
    Input("a.smi.gz", packed + Data("x".utf8), ["a", "b"], errors: ["end too early"]),
    Input(
      "a.smi.gz", packed.prefix(10) + Data(repeating: 0xff, count: 30), [], errors: ["damaged"]),
  ]

  static let documents: [Input] = [
    Input("a.cml", bomb, [], errors: ["entit"]), Input("a.cml", outside, [], errors: ["entit"]),
    Input("a.cml", "<cml><molecule>", [], errors: [""]), Input("a.cml", "no XML", [], errors: [""]),
    Input("a.cml", "<cml/>", [], errors: ["no element molecule"]),
    Input("a.sdf", "a\n\n\n", [], errors: ["counts line"]),
    Input("a.sdf", "$$$$\n$$$$\n", [], errors: ["counts line", "counts line"]),
    Input("a.mol", Data(repeating: 0, count: 200), [], errors: ["counts line"]),
  ]

  /// Numbers at the ends of what an Int holds, of which sums would be none.
  static let hugeNumbers: [Input] = {
    let (low, high) = ("\(Int.min)", "\(Int.max)")
    func v2000(_ atom: String, _ property: String) -> Data {
      Data(
        "x\n\n\n  1  0  0  0  0  0            999 V2000\n\(atom)\n\(property)M  END\n$$$$\n".utf8)
    }
    func v3000(_ field: String) -> Data {
      Data(
        """
        x


          0  0  0     0  0            999 V3000
        M  V30 BEGIN CTAB
        M  V30 COUNTS 2 1 0 0 0
        M  V30 BEGIN ATOM
        M  V30 1 C 0 0 0 0 \(field)
        M  V30 2 C 1 0 0 0
        M  V30 END ATOM
        M  V30 BEGIN BOND
        M  V30 1 1 1 2
        M  V30 END BOND
        M  V30 END CTAB
        M  END
        $$$$

        """.utf8)
    }
    func cml(_ attribute: String) -> Data {
      Data(
        """
        <molecule><atomArray><atom id="a" elementType="C" \(attribute)/>
        <atom id="b" elementType="N"/></atomArray>
        <bondArray><bond atomRefs2="a b" order="3"/></bondArray></molecule>
        """.utf8)
    }
    let carbon = "    0.0000    0.0000    0.0000 C   0  0"
    return [
      Input("a.sdf", v2000(carbon, "M  CHG  1 \(low)   1\n"), [], errors: ["pairs of atom number"]),
      Input("a.sdf", v2000(carbon, "M  CHG  1   1 \(low)\n"), [], errors: ["has the charge"]),
      Input("a.sdf", v2000("0.0 0.0 0.0 C \(high) 0 0 0 0 0", ""), ["x"]),
      Input("a.sdf", v3000("VAL=\(low)"), [], errors: ["has the valence"]),
      Input("a.sdf", v3000("VAL=257"), [], errors: ["has the valence 257"]),
      Input(
        "a.cml", cml("hydrogenCount=\"\(high)\""), [], errors: ["whole number in hydrogenCount"]),
      Input("a.cml", cml("spinMultiplicity=\"\(low)\""), [], errors: ["in spinMultiplicity"]),
      Input("a.cml", cml("spinMultiplicity=\"\(high)\""), [], errors: ["in spinMultiplicity"]),
    ]
  }()

  @Test("numbers beyond all sense are errors", arguments: hugeNumbers)
  func huge(input: Input) throws { try check(input) }

  @Test("what can be read is read, and every fault is told", arguments: lists + tables)
  func text(input: Input) throws { try check(input) }

  @Test(
    "packed files and documents are read up to their fault", arguments: packedFiles + documents)
  func files(input: Input) throws { try check(input) }

  private func check(_ input: Input) throws {
    var names: [String] = []
    var errors: [String] = []
    do {
      for record in try records(of: input.data, file: input.name) {
        if let error = record.error {
          errors.append(error.description)
        } else {
          names.append(record.name)
        }
      }
    } catch let error as FileError {
      errors.append(error.description)
    }
    #expect(names == input.read)
    #expect(errors.count == input.errors.count, "\(errors)")
    for (error, part) in zip(errors, input.errors) {
      #expect(part.isEmpty || error.contains(part), "\(error)")
    }
  }
}
