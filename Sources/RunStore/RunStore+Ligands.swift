import Docking

extension RunStore {
  /// Records one molecule of a batch docking; a later result for the same row replaces it.
  public func record(_ ligand: LigandRecord) throws(StoreError) {
    try database.transaction { () throws(StoreError) in
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
        "INSERT OR REPLACE INTO ligands VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        columns + [.real(Self.now)])
      if let replaced {
        try database.run("DELETE FROM dockings WHERE number = ?", [.init(replaced)])
      }
    }
  }

  /// Every molecule with a result, in the order of the input.
  public func ligands() throws(StoreError) -> [LigandRecord] {
    try database.rows(
      "SELECT row, name, smiles, status, docking, stage, reason FROM ligands ORDER BY row"
    ) { (row) throws(StoreError) in
      let number = row.integer(0) ?? 0
      guard let result = try result(row) else {
        throw StoreError(
          .unreadableRow, path: url.path, message: "the result of row \(number) is incomplete")
      }
      return LigandRecord(
        row: number, name: row.text(1) ?? "", smiles: row.text(2) ?? "", result: result)
    }
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
