import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception
import SMILES

extension RunStore {
  /// Poses, and what protonation changed: charge and hydrogens of each atom.
  func write(_ docked: DockedLigand, forCall call: Int) throws(StoreError) {
    let molecule = docked.molecule
    try database.run(
      "UPDATE calls SET torsions = ?, charges = ?, hydrogens = ? WHERE call = ?",
      [
        .real(docked.torsions), .text(NumberList.text(molecule.atoms.map { Int($0.charge) })),
        .text(NumberList.text(molecule.hydrogens.map(Int.init))), .init(call),
      ])
    for (index, pose) in docked.poses.enumerated() {
      try database.run(
        "INSERT INTO poses VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
          .init(call), .init(index + 1), .real(pose.affinity), .real(pose.reportedAffinity),
          .init(pose.intermolecular), .init(pose.intramolecular),
          .blob(PositionBlob.data(pose.coordinates)),
          .blob(PositionBlob.data(indices: pose.hydrogens.map(\.parent))),
          .blob(PositionBlob.data(pose.hydrogens.map(\.position))),
        ])
    }
  }

  /// The poses of a call, best first; empty for a failure.
  public func poses(ofCall call: Int) throws(StoreError) -> [Pose] {
    try database.rows(
      """
      SELECT affinity, reported_affinity, intermolecular, intramolecular, coordinates,
      hydrogen_parents, hydrogens FROM poses WHERE call = ? ORDER BY mode
      """, [.init(call)]
    ) { (row) throws(StoreError) in
      guard let affinity = row.real(0), let reported = row.real(1),
        let coordinates = row.data(4).flatMap(PositionBlob.positions),
        let parents = row.data(5).flatMap(PositionBlob.indices),
        let hydrogens = row.data(6).flatMap(PositionBlob.positions),
        parents.count == hydrogens.count
      else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "a pose of call \(call) is incomplete")
      }
      return Pose(
        affinity: affinity, reportedAffinity: reported, intermolecular: row.real(2),
        intramolecular: row.real(3), coordinates: coordinates,
        hydrogens: zip(parents, hydrogens).map {
          Structure3D.Hydrogen(parent: $0, position: $1)
        })
    }
  }
}

extension RunStore {
  /// A call's docking as it came from the engine; nil unless it was scored.
  ///
  /// - Throws: `StoreError.Code.unreadableRow` when what is recorded is not a docking of the call's
  ///   molecule.
  public func docked(ofCall call: Int) throws(StoreError) -> DockedLigand? {
    let rows = try database.rows(
      """
      SELECT smiles, charges, hydrogens, torsions, engine, seconds FROM calls
      WHERE call = ? AND status = 'ok' AND torsions IS NOT NULL
      """, [.init(call)]
    ) { (row) throws(StoreError) in
      (
        smiles: row.text(0) ?? "", charges: NumberList.numbers(row.text(1) ?? "") ?? [],
        hydrogens: NumberList.numbers(row.text(2) ?? "") ?? [], torsions: row.real(3) ?? 0,
        engine: row.text(4) ?? "", seconds: row.real(5)
      )
    }
    guard let found = rows.first else { return nil }
    let poses = try poses(ofCall: call)
    guard
      let molecule = protonated(
        found.smiles, charges: found.charges, hydrogens: found.hydrogens),
      !poses.isEmpty,
      poses.allSatisfy({ pose in
        pose.coordinates.count == molecule.atomCount
          && pose.hydrogens.allSatisfy { molecule.atoms.indices.contains(Int($0.parent)) }
      })
    else {
      throw StoreError(
        .unreadableRow, path: url.path,
        message: "what is recorded of call \(call) is not a docking of \(found.smiles)")
    }
    return DockedLigand(
      molecule: molecule, poses: poses, torsions: found.torsions, engine: found.engine,
      seconds: found.seconds)
  }

  /// The molecule with the recorded charge and hydrogens on each atom; nil when they do not fit it.
  private func protonated(
    _ smiles: String, charges: [Int], hydrogens: [Int]
  ) -> PerceivedMolecule? {
    guard let read = try? Molecule(smiles: smiles), let neutral = try? PerceivedMolecule(read),
      charges.count == neutral.atomCount, hydrogens.count == neutral.atomCount
    else { return nil }
    var atoms = neutral.atoms
    for place in atoms.indices {
      guard let charge = Int8(exactly: charges[place]),
        let count = UInt8(exactly: hydrogens[place])
      else { return nil }
      atoms[place].charge = charge
      atoms[place].statedHydrogens = count
    }
    let graph = neutral.graph
    return try? PerceivedMolecule(
      Molecule(
        atoms: atoms, bonds: graph.bonds, tetrahedralCenters: graph.tetrahedralCenters,
        doubleBondStereo: graph.doubleBondStereo, extendedChirality: graph.extendedChirality))
  }
}
