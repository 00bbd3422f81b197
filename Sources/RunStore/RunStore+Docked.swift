import Conformers
import Docking
import Foundation

extension RunStore {
  /// Writes a docking; its number.
  func write(_ docked: DockedLigand) throws(StoreError) -> Int {
    try database.run(
      "INSERT INTO dockings (engine, seconds, torsions, molecule) VALUES (?, ?, ?, ?)",
      [
        .text(docked.engine), .init(docked.seconds), .real(docked.torsions),
        .text(RecordedGraph(docked.molecule).json),
      ])
    let number = try database.integer("SELECT last_insert_rowid()") ?? 0
    for (index, pose) in docked.poses.enumerated() {
      try database.run(
        """
        INSERT INTO poses (docking, mode, affinity, reported_affinity, intermolecular,
        intramolecular, coordinates, hydrogen_parents, hydrogens, \(Self.energyColumns))
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          .init(number), .init(index + 1), .real(pose.affinity), .real(pose.reportedAffinity),
          .init(pose.intermolecular), .init(pose.intramolecular),
          .blob(PositionBlob.data(pose.coordinates)),
          .blob(PositionBlob.data(indices: pose.hydrogens.map(\.parent))),
          .blob(PositionBlob.data(pose.hydrogens.map(\.position))),
        ] + values(of: pose.energy))
    }
    return number
  }

  private static let energyColumns =
    "gauss1, gauss2, repulsion, hydrophobic, hydrogen_bond, internal, unbound, torsion_factor"

  private func values(of energy: PoseEnergy?) -> [Value] {
    let terms = energy?.terms
    return [
      .init(terms?.gauss1), .init(terms?.gauss2), .init(terms?.repulsion),
      .init(terms?.hydrophobic), .init(terms?.hydrogenBond), .init(energy?.intramolecular),
      .init(energy?.unbound), .init(energy?.torsionFactor),
    ]
  }

  /// The energy in the columns from `first` on.
  private func energy(_ row: borrowing Row, from first: Int32) -> PoseEnergy? {
    guard let gauss1 = row.real(first), let gauss2 = row.real(first + 1),
      let repulsion = row.real(first + 2), let hydrophobic = row.real(first + 3),
      let hydrogenBond = row.real(first + 4), let intramolecular = row.real(first + 5),
      let unbound = row.real(first + 6), let factor = row.real(first + 7)
    else { return nil }
    return PoseEnergy(
      terms: EnergyTerms(
        gauss1: gauss1, gauss2: gauss2, repulsion: repulsion, hydrophobic: hydrophobic,
        hydrogenBond: hydrogenBond),
      intramolecular: intramolecular, unbound: unbound, torsionFactor: factor)
  }

  /// Reads a docking as it came from the engine.
  ///
  /// - Throws: `StoreError.Code.unreadableRow` when what is recorded is no docking.
  func docked(_ number: Int) throws(StoreError) -> DockedLigand {
    let rows = try database.rows(
      "SELECT engine, seconds, torsions, molecule FROM dockings WHERE number = ?", [.init(number)]
    ) { (row) throws(StoreError) in
      (
        engine: row.text(0) ?? "", seconds: row.real(1), torsions: row.real(2) ?? 0,
        molecule: row.text(3).flatMap(RecordedGraph.init(json:))?.molecule
      )
    }
    let poses = try poses(number)
    guard let found = rows.first, let molecule = found.molecule, !poses.isEmpty,
      poses.allSatisfy({ pose in
        pose.coordinates.count == molecule.atomCount
          && pose.hydrogens.allSatisfy { molecule.atoms.indices.contains(Int($0.parent)) }
      })
    else {
      throw StoreError(
        .unreadableRow, path: url.path, message: "docking \(number) is incomplete")
    }
    return DockedLigand(
      molecule: molecule, poses: poses, torsions: found.torsions, engine: found.engine,
      seconds: found.seconds)
  }

  private func poses(_ number: Int) throws(StoreError) -> [Pose] {
    let energies = try columns(Self.energyColumns, sinceLayout: 2)
    return try database.rows(
      """
      SELECT affinity, reported_affinity, intermolecular, intramolecular, coordinates,
      hydrogen_parents, hydrogens, \(energies)
      FROM poses WHERE docking = ? ORDER BY mode
      """, [.init(number)]
    ) { (row) throws(StoreError) in
      guard let affinity = row.real(0), let reported = row.real(1),
        let coordinates = row.data(4).flatMap(PositionBlob.positions),
        let parents = row.data(5).flatMap(PositionBlob.indices),
        let hydrogens = row.data(6).flatMap(PositionBlob.positions),
        parents.count == hydrogens.count
      else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "a pose of docking \(number) is incomplete")
      }
      return Pose(
        affinity: affinity, reportedAffinity: reported, intermolecular: row.real(2),
        intramolecular: row.real(3), energy: energy(row, from: 7),
        coordinates: coordinates,
        hydrogens: zip(parents, hydrogens).map {
          Structure3D.Hydrogen(parent: $0, position: $1)
        })
    }
  }
}
