import Docking

extension RunStore {
  /// Records one molecule of a batch docking; a later result for the same row replaces it.
  public func record(_ ligand: LigandRecord) throws(StoreError) { try record([ligand]) }

  /// Records some molecules: all of them or none.
  public func record(_ ligands: [LigandRecord]) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
      for ligand in ligands { try write(ligand) }
    }
  }

  private func write(_ ligand: LigandRecord) throws(StoreError) {
    var columns: [Value] = [.init(ligand.row), .text(ligand.name), .text(ligand.smiles)]
    switch ligand.result {
    case .docked(let docked):
      columns += [
        .text("ok"), .real(docked.affinity), .init(try write(docked)), .null, .null,
      ]
    case .failed(let failure):
      columns += [
        .text("failed"), .null, .null, .text(failure.stage.rawValue), .text(failure.reason),
      ]
    case .skipped(let reason):
      columns += [.text("skipped"), .null, .null, .null, .text(reason)]
    }
    let replaced = try database.integer(
      "SELECT docking FROM ligands WHERE row = ?", [.init(ligand.row)])
    try database.run(
      """
      INSERT OR REPLACE INTO ligands
      (row, name, smiles, status, score, docking, stage, reason, ended, molecule, note)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      columns + [
        .real(Self.now), ligand.molecule.map { .text($0) } ?? .null,
        ligand.note.map { .text($0) } ?? .null,
      ])
    if let replaced {
      try database.run("DELETE FROM dockings WHERE number = ?", [.init(replaced)])
    }
  }

  /// Every molecule with a result, in the order of the input; of a long list they fill the memory.
  public func ligands() throws(StoreError) -> [LigandRecord] {
    try ligands(in: 0..<Int.max)
  }

  /// The molecules with a result among some rows of the input, in their order.
  public func ligands(in rows: Range<Int>) throws(StoreError) -> [LigandRecord] {
    let later = try columns("molecule, note", sinceLayout: 2)
    return try database.rows(
      """
      SELECT row, name, smiles, status, docking, stage, reason, \(later)
      FROM ligands WHERE row >= ? AND row < ? ORDER BY row
      """, [.init(rows.lowerBound), .init(rows.upperBound)]
    ) { (row) throws(StoreError) in
      let number = row.integer(0) ?? 0
      guard let result = try result(row) else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "the result of row \(number) is incomplete")
      }
      return LigandRecord(
        row: number, name: row.text(1) ?? "", smiles: row.text(2) ?? "",
        molecule: row.text(7), note: row.text(8), result: result)
    }
  }

  /// Rows that have a result, ascending, at most `limit` of them from `first` on.
  public func rowsWithResult(from first: Int, limit: Int) throws(StoreError) -> [Int] {
    try database.rows(
      "SELECT row FROM ligands WHERE row >= ? ORDER BY row LIMIT ?", [.init(first), .init(limit)]
    ) { (row) throws(StoreError) in row.integer(0) ?? 0 }
  }

  /// Takes results back of molecules that failed at the docking stage, so that their rows are open
  /// again.
  ///
  /// - Returns: how many.
  public func reopen(where isOpen: (DockingFailure) -> Bool) throws(StoreError) -> Int {
    let stage = DockingFailure.Stage.dock
    let failed = try database.rows(
      "SELECT row, reason FROM ligands WHERE status = 'failed' AND stage = ?",
      [.text(stage.rawValue)]
    ) { (row) throws(StoreError) in (row: row.integer(0) ?? 0, reason: row.text(1) ?? "") }
    let rows = failed.filter { isOpen(DockingFailure(stage: stage, reason: $0.reason)) }
    try database.transaction { () throws(StoreError) in
      for (row, _) in rows {
        try database.run("DELETE FROM ligands WHERE row = ?", [.init(row)])
      }
    }
    return rows.count
  }

  /// The rows with the best scores, each molecule once; equal scores in the order of the input.
  public func bestRows(_ count: Int) throws(StoreError) -> [Int] {
    try database.rows(
      """
      SELECT row FROM (
        SELECT row, score, row_number() OVER (
          PARTITION BY coalesce(molecule, smiles) ORDER BY score, row) AS place
        FROM ligands WHERE status = 'ok')
      WHERE place = 1 ORDER BY score, row LIMIT ?
      """, [.init(count)]
    ) { (row) throws(StoreError) in row.integer(0) ?? 0 }
  }

  /// How many molecules have which result, and the best score.
  public func ligandCounts() throws(StoreError) -> LigandCounts {
    let counts = try database.rows(
      """
      SELECT count(*) FILTER (WHERE status = 'ok'), count(*) FILTER (WHERE status = 'failed'),
      count(*) FILTER (WHERE status = 'skipped'), min(score) FROM ligands
      """
    ) { (row) throws(StoreError) in
      LigandCounts(
        docked: row.integer(0) ?? 0, failed: row.integer(1) ?? 0, skipped: row.integer(2) ?? 0,
        best: row.real(3))
    }
    return counts.first ?? LigandCounts(docked: 0, failed: 0, skipped: 0, best: nil)
  }

  private func result(_ row: borrowing Row) throws(StoreError) -> LigandRecord.Result? {
    switch row.text(3) {
    case "ok":
      guard let docking = row.integer(4) else { return nil }
      return .docked(try docked(docking))
    case "failed":
      return row.text(5).flatMap(DockingFailure.Stage.init(rawValue:)).map {
        .failed(DockingFailure(stage: $0, reason: row.text(6) ?? ""))
      }
    case "skipped": return .skipped(reason: row.text(6) ?? "")
    default: return nil
    }
  }
}
