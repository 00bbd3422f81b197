import Conformers
import Docking
import Feedback
import Foundation
import MoleculeGraph
import Perception
import SMILES
import Targets
import TestSupport

/// Poses that Vina wrote, read by a few lines of their own so that these tests do not rest on the
/// reader of module Docking.
enum StoredPoses {
  static let smiles = "COCCc1ccc(OCC(O)CNC(C)C)cc1"
  static let protonated = "COCCc1ccc(OCC(O)C[NH2+]C(C)C)cc1"

  static func adrb1() throws -> ProteinTarget {
    try ProteinTarget(directory: Checkout.root.appendingPathComponent("targets/ADRB1"))
  }

  /// Nine modes of metoprolol on ADRB1.
  static func metoprolol() throws -> DockedLigand {
    let text = try String(
      contentsOf: Checkout.data("feedback/metoprolol_adrb1.pdbqt"), encoding: .utf8)
    let poses = text.components(separatedBy: "ENDMDL").compactMap(pose)
    return DockedLigand(
      molecule: try PerceivedMolecule(Molecule(smiles: protonated)), poses: poses, torsions: 9.5,
      engine: "vina 1.2.3", seconds: nil)
  }

  private static func pose(_ model: String) -> Pose? {
    var affinity: Double?
    var inputBySerial: [Int: Int] = [:]
    var points: [Int: SIMD3<Double>] = [:]
    var polar: [SIMD3<Double>] = []
    for line in model.split(separator: "\n").map(String.init) {
      let fields = line.split(separator: " ").map(String.init)
      if line.hasPrefix("REMARK VINA RESULT:") { affinity = Double(fields[3]) }
      if line.hasPrefix("REMARK SMILES IDX") {
        let numbers = fields.dropFirst(3).compactMap(Int.init)
        for place in stride(from: 0, to: numbers.count - 1, by: 2) {
          inputBySerial[numbers[place + 1]] = numbers[place] - 1
        }
      }
      guard line.hasPrefix("ATOM"), let serial = Int(fields[1]) else { continue }
      let numbers = fields[5...7].compactMap(Double.init)
      let point = SIMD3(numbers[0], numbers[1], numbers[2])
      if let atom = inputBySerial[serial] { points[atom] = point } else { polar.append(point) }
    }
    guard let affinity else { return nil }
    let coordinates = (0..<points.count).compactMap { points[$0] }
    let hydrogens = polar.map { place in
      let parent = coordinates.indices.min {
        length(coordinates[$0] - place) < length(coordinates[$1] - place)
      }
      return Structure3D.Hydrogen(parent: Int32(parent ?? 0), position: place)
    }
    return Pose(
      affinity: affinity, reportedAffinity: affinity, intermolecular: nil, intramolecular: nil,
      coordinates: coordinates, hydrogens: hydrogens)
  }

  private static func length(_ vector: SIMD3<Double>) -> Double {
    (vector * vector).sum().squareRoot()
  }

  static func findings() throws -> Findings? {
    let target = try adrb1()
    let assessor = Assessor(target: target, scoring: try VinaScoring(receptor: target.receptor))
    guard case .scored(let findings) = assessor.assess(smiles, .docked(try metoprolol())) else {
      return nil
    }
    return findings
  }
}
