import Foundation
import XMLDocuments

/// What `target.xml` says, with the lines where it says it; the receptor is not read yet.
struct TargetDefinition {
  let name: String
  let nameLine: Int
  let fullName: String
  let otherNames: [String]
  let gene: String
  let organism: String
  let uniprot: String
  let structure: XMLTreeElement
  let receptorFile: String
  let receptorSHA256: String
  let receptorLine: Int
  let box: SearchBox
  let boxLine: Int
  let residues: [(value: KeyResidue, line: Int)]
  let ligands: [(value: KnownLigand, line: Int)]
  let percentiles: [(value: Benchmark, line: Int)]
  let bests: [Benchmark]
  let source: String
  let licence: String

  /// Reads a document; every field is checked here too, since a schema beside a foreign target may
  /// allow more than ours.
  ///
  /// - Throws: `.invalid` with file and line.
  init(_ tree: XMLTree) throws(TargetError) {
    let root = tree.root
    guard root.name == "target" else {
      throw root.invalid("expected the element <target>, found <\(root.name)>")
    }
    name = try root.required("name")
    nameLine = root.line
    fullName = try root.content(of: "full-name")
    otherNames = root.children("other-name").map(\.trimmedText)
    gene = try root.content(of: "gene")
    organism = try root.content(of: "organism")
    uniprot = root.child("uniprot")?.trimmedText ?? ""
    structure = try root.requiredChild("structure")
    let receptor = try root.requiredChild("receptor")
    receptorFile = try receptor.required("file")
    receptorSHA256 = try receptor.required("sha256").lowercased()
    receptorLine = receptor.line
    let box = try root.requiredChild("box")
    self.box = SearchBox(
      center: try box.requiredChild("center").vector(), size: try box.requiredChild("size").vector()
    )
    boxLine = box.line
    guard self.box.size.min() > 0 else { throw box.invalid("the box must have a size above 0 Å") }
    residues = try Self.residues(root)
    ligands = try Self.ligands(root)
    (percentiles, bests) = try Self.benchmarks(root)
    source = try root.content(of: "source")
    licence = try root.requiredChild("source").required("licence")
  }

  private static func residues(
    _ root: XMLTreeElement
  ) throws(TargetError) -> [(value: KeyResidue, line: Int)] {
    var references: [String: String] = [:]
    for reference in root.child("references")?.children("reference") ?? [] {
      let doi = reference.attribute("doi").map { ", doi:\($0)" } ?? ""
      references[try reference.required("id")] = reference.trimmedText + doi
    }
    guard let list = root.child("residues") else { return [] }
    let scheme = try list.required("scheme")
    var result: [(value: KeyResidue, line: Int)] = []
    for residue in list.children("residue") {
      let role = try residue.required("role")
      guard let role = KeyResidue.Role(rawValue: role) else {
        throw residue.invalid("unknown role \"\(role)\"")
      }
      let cite = try residue.required("cite")
      guard let citation = references[cite] else {
        throw residue.invalid("cites \"\(cite)\", which is not among the references")
      }
      let number = try residue.required("number")
      guard let number = Int(number) else {
        throw residue.invalid("expected a whole number, found \"\(number)\"")
      }
      let value = KeyResidue(
        residue: Residue(
          name: try residue.required("name"), number: number,
          insertionCode: residue.attribute("insertion") ?? "",
          chain: residue.attribute("chain") ?? ""),
        alias: try residue.required("alias"),
        scheme: scheme, role: role, note: residue.trimmedText, citation: citation,
        site: residue.attribute("site") ?? "")
      result.append((value, residue.line))
    }
    return result
  }

  private static func ligands(
    _ root: XMLTreeElement
  ) throws(TargetError) -> [(value: KnownLigand, line: Int)] {
    var result: [(value: KnownLigand, line: Int)] = []
    for ligand in root.child("ligands")?.children("ligand") ?? [] {
      let value = KnownLigand(
        name: try ligand.required("name"), smiles: try ligand.required("smiles"),
        action: try ligand.required("action"))
      result.append((value, ligand.line))
    }
    return result
  }

  private static func benchmarks(
    _ root: XMLTreeElement
  ) throws(TargetError) -> (percentiles: [(value: Benchmark, line: Int)], bests: [Benchmark]) {
    var percentiles: [(value: Benchmark, line: Int)] = []
    var bests: [Benchmark] = []
    for row in root.child("benchmarks")?.children ?? [] {
      if row.name == "percentile" {
        let label = try row.required("label")
        percentiles.append((Benchmark(label: label, value: try row.decimal("value")), row.line))
      } else {
        bests.append(
          Benchmark(label: try row.required("method"), value: try row.decimal("value")))
      }
    }
    return (percentiles, bests)
  }
}

extension XMLTreeElement {
  /// Text with white space at the ends removed and runs inside made single, as lines are wrapped.
  var trimmedText: String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  func invalid(_ message: String) -> TargetError {
    TargetError(.invalid, file: file, line: line, message)
  }

  func required(_ attribute: String) throws(TargetError) -> String {
    let value = self.attribute(attribute)?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
    guard !value.isEmpty else {
      throw invalid("<\(name)> has no attribute \"\(attribute)\"")
    }
    return value
  }

  func decimal(_ attribute: String) throws(TargetError) -> Double {
    let text = try required(attribute)
    guard let value = Double(text), value.isFinite else {
      throw invalid("expected a number in \"\(attribute)\", found \"\(text)\"")
    }
    return value
  }

  func vector() throws(TargetError) -> SIMD3<Double> {
    SIMD3(try decimal("x"), try decimal("y"), try decimal("z"))
  }

  func requiredChild(_ element: String) throws(TargetError) -> XMLTreeElement {
    guard let child = child(element) else { throw invalid("<\(name)> has no <\(element)>") }
    return child
  }

  func content(of element: String) throws(TargetError) -> String {
    let child = try requiredChild(element)
    let text = child.trimmedText
    guard !text.isEmpty else { throw child.invalid("<\(element)> is empty") }
    return text
  }
}
