import Docking

extension RunStore {
  /// Records one molecule of a batch docking; a later result for the same row replaces it.
  public func record(_ ligand: LigandRecord) throws(StoreError) {
    var columns: [Value] = [.init(ligand.row), .text(ligand.name), .text(ligand.smiles)]
    switch ligand.result {
    case .docked(let docked):
      columns += [
        .text("ok"), .real(docked.score), .init(docked.efficiency), .text(docked.engine),
        .init(docked.seconds), .null, .null, .text(docked.poses),
      ]
    case .failed(let failure):
      columns += [
        .text("failed"), .null, .null, .null, .null, .text(failure.stage.rawValue),
        .text(failure.reason), .null,
      ]
    case .skipped(let reason):
      columns += [.text("skipped"), .null, .null, .null, .null, .null, .text(reason), .null]
    }
    try database.run(
      "INSERT OR REPLACE INTO ligands VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      columns + [.real(Self.now)])
  }

  /// Every molecule with a result, in the order of the input.
  public func ligands() throws(StoreError) -> [LigandRecord] {
    try database.rows(
      """
      SELECT row, name, smiles, status, score, efficiency, engine, seconds, stage, reason, poses
      FROM ligands ORDER BY row
      """
    ) { (row) throws(StoreError) in
      let number = row.integer(0) ?? 0
      guard let result = Self.result(row) else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "the result of row \(number) is incomplete")
      }
      return LigandRecord(
        row: number, name: row.text(1) ?? "", smiles: row.text(2) ?? "", result: result)
    }
  }

  private static func result(_ row: borrowing Row) -> LigandRecord.Result? {
    switch row.text(3) {
    case "ok":
      row.real(4).map { score in
        .docked(
          .init(
            score: score, efficiency: row.real(5), engine: row.text(6) ?? "",
            seconds: row.real(7), poses: row.text(10) ?? ""))
      }
    case "failed":
      row.text(8).flatMap(DockingFailure.Stage.init(rawValue:)).map {
        .failed(DockingFailure(stage: $0, reason: row.text(9) ?? ""))
      }
    case "skipped": .skipped(reason: row.text(9) ?? "")
    default: nil
    }
  }
}
