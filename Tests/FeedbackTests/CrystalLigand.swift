import Docking
import Feedback
import Foundation
import MoleculeFiles
import MoleculeGraph
import Perception
import SMARTS
import SMILES
import Targets
import TestSupport
import Testing

/// A ligand in its crystal structure, imatinib in 1IEP by default, with parts of it as leads.
struct CrystalLigand {
  let molecule: PerceivedMolecule
  let places: [SIMD3<Double>]
  let assessor: Assessor

  init(_ name: String = "1iep") throws {
    let folder = Checkout.data("redock")
    let path = folder.appendingPathComponent("\(name)_ligand.sdf").path
    let record = try #require(try MoleculeReader(path: path).next())
    molecule = try PerceivedMolecule(record.molecule.get())
    places = try #require(record.coordinates?.restricted(to: molecule)).positions
    let file = folder.appendingPathComponent("\(name)_receptor.pdbqt")
    let receptor = try Receptor(
      pdbqt: String(contentsOf: file, encoding: .utf8), file: file.path)
    let target = ProteinTarget(
      name: name, fullName: "", gene: "", organism: "", uniprot: "", structure: "",
      box: SearchBox(
        center: places.reduce(.zero, +) / Double(places.count), size: [24, 24, 24]),
      receptor: receptor,
      receptorURL: file, receptorSHA256: "", keyResidues: [], knownLigands: [], percentiles: [],
      publishedBests: [], source: "")
    assessor = Assessor(target: target, scoring: try VinaScoring(receptor: receptor))
  }

  /// What is said of a part of the ligand, given as SMILES, where it lies in the crystal.
  ///
  /// - Parameter places: of its atoms; nil for those of the first part of the ligand that matches.
  func findings(on lead: String, at places: [SIMD3<Double>]? = nil) throws -> Findings {
    let match = try places == nil ? #require(try SMARTSPattern(lead).firstMatch(in: molecule)) : []
    let energy = PoseEnergy(
      terms: EnergyTerms(), intramolecular: 0, unbound: 0, torsionFactor: 1)
    let pose = Pose(
      affinity: -8, reportedAffinity: -8, intermolecular: nil, intramolecular: nil, energy: energy,
      coordinates: places ?? match.map { self.places[Int($0)] }, hydrogens: [])
    let docked = DockedLigand(
      molecule: try PerceivedMolecule(Molecule(smiles: lead)), poses: [pose], torsions: 0,
      engine: "none", seconds: nil)
    guard case .scored(let findings) = assessor.assess(lead, .docked(docked)) else {
      throw CancellationError()
    }
    return findings
  }

  func room(of lead: String) throws -> Room {
    try #require(try findings(on: lead).room)
  }

  /// The atoms of a group that a lead lacks, and the lead's atom that carries them.
  func step(from lead: String, to group: String) throws -> (
    anchor: Int32, grown: [SIMD3<Double>]
  ) {
    let kept = try #require(try SMARTSPattern(lead).firstMatch(in: molecule))
    let match = try #require(try SMARTSPattern(group).firstMatch(in: molecule))
    let added = match.filter { !kept.contains($0) }
    let anchor = try #require(
      kept.firstIndex { atom in
        molecule.graph.neighbors(of: atom).contains { added.contains($0) }
      })
    return (Int32(anchor), added.map { places[Int($0)] })
  }
}
