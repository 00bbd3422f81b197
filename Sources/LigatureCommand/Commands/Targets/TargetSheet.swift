import Foundation
import Targets

/// The text of `targets show`.
struct TargetSheet {
  let target: ProteinTarget

  init(_ target: ProteinTarget) { self.target = target }

  var text: String {
    var blocks = [facts]
    if !target.keyResidues.isEmpty { blocks.append("Key residues\n" + residues) }
    if !target.knownLigands.isEmpty {
      blocks.append(
        "Known ligands\n"
          + aligned(target.knownLigands.map { ["  " + $0.name, $0.action, $0.smiles] }))
    }
    let scores = target.percentiles + target.publishedBests
    if !scores.isEmpty {
      blocks.append(
        "Published scores (−dock − 10·(1 − QED), higher is better)\n"
          + aligned(scores.map { ["  " + $0.label, String(format: "%.3f", $0.value)] }))
    }
    blocks.append("Source\n  \(target.source)\n")
    return blocks.joined(separator: "\n")
  }

  private var facts: String {
    let box = target.box
    return "\(target.name): \(target.fullName)\n\n"
      + aligned([
        ["  gene", "\(target.gene), \(target.organism)"], ["  UniProt", shown(target.uniprot)],
        ["  structure", shown(target.structure.isEmpty ? "" : "PDB \(target.structure)")],
        ["  receptor", target.receptorURL.path],
        ["  SHA-256", target.receptorSHA256],
        ["  box center", point(box.center) + " Å"], ["  box size", point(box.size) + " Å"],
      ])
  }

  private func shown(_ text: String) -> String { text.isEmpty ? "not stated" : text }

  private var residues: String {
    target.keyResidues.map { key in
      let residue = key.residue
      let place = residue.chain.isEmpty ? "" : " chain \(residue.chain)"
      return "  \(key.alias) (\(key.scheme)), \(residue.name) \(residue.number)"
        + "\(residue.insertionCode)\(place) in the file: \(key.role.rawValue)\n"
        + "    \(key.note) [\(key.citation)]\n"
    }.joined()
  }

  private func point(_ point: SIMD3<Double>) -> String {
    [point.x, point.y, point.z].map { String(format: "%.3f", $0) }.joined(separator: ", ")
  }
}
