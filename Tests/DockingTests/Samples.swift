import Docking
import Foundation
import Targets
import TestSupport

/// Poses that Vina 1.2.3 wrote, with the energies that Vina 1.2.7 gives for them.
enum Samples {
  struct Row: Sendable, CustomStringConvertible {
    let target: String
    let ligand: String
    let mode: Int
    /// kcal/mol.
    let total: Double
    let inter: Double
    let intra: Double
    var description: String { "\(target) \(ligand) mode \(mode)" }
  }

  static let targets = ["ADRB1", "PGR", "PPARA", "PPARG", "CDK2", "F2"]

  static func rows() throws -> [Row] {
    let text = try String(
      contentsOf: Checkout.data("docking/vina-1.2.7-energies.tsv"), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let f = line.split(separator: "\t").map(String.init)
      guard f.count == 11, let mode = Int(f[2]), let total = Double(f[3]),
        let inter = Double(f[4]), let intra = Double(f[8])
      else { return nil }
      return Row(
        target: f[0], ligand: f[1], mode: mode, total: total, inter: inter, intra: intra)
    }
  }

  static func poseText(_ target: String, _ ligand: String) throws -> String {
    try String(
      contentsOf: Checkout.data("docking/poses/\(target)_\(ligand).pdbqt"), encoding: .utf8)
  }

  /// The lines of each model, without MODEL and ENDMDL.
  static func models(_ target: String, _ ligand: String) throws -> [PDBQTModel] {
    let file = "\(target)_\(ligand).pdbqt"
    var models: [PDBQTModel] = []
    var lines: [Substring] = []
    for line in try poseText(target, ligand).split(separator: "\n") {
      if line.hasPrefix("MODEL") {
        lines = []
      } else if line.hasPrefix("ENDMDL") {
        models.append(try PDBQTModel(lines: lines, file: file))
      } else {
        lines.append(line)
      }
    }
    return models
  }

  static func receptorURL(_ target: String) -> URL {
    Checkout.root.appendingPathComponent("targets/\(target)/receptor.pdbqt")
  }

  static func receptor(_ target: String) throws -> Receptor {
    let file = receptorURL(target)
    return try Receptor(pdbqt: String(contentsOf: file, encoding: .utf8), file: file.path)
  }
}
