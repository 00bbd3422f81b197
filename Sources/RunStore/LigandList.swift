import Docking
import Foundation
import Synchronization

/// The entries of a list that is to be docked, of any number, in memory that does not grow with
/// them: in the order of the input, and as distinct molecules with those that take longest first.
///
/// They lie in a temporary SQLite file that no other process sees and that is gone with this one.
package final class LigandList: Sendable {
  /// One line of the list.
  package struct Entry: Hashable, Sendable {
    /// What is to be done with it.
    package enum Work: Hashable, Sendable {
      /// Canonical SMILES of one fragment, and how long docking it takes, as `DockingCost` has it.
      case dock(smiles: String, cost: Double)
      case failed(DockingFailure)
      case skipped(reason: String)
    }
    package let name: String
    /// As it stands in the input.
    package let smiles: String
    /// File and line: `"drugs.smi:12"`.
    package let place: String
    package let note: String?
    package let work: Work

    package init(name: String, smiles: String, place: String, note: String? = nil, work: Work) {
      self.name = name
      self.smiles = smiles
      self.place = place
      self.note = note
      self.work = work
    }
  }

  private let database: Mutex<Database>

  /// - Throws: `.cannotOpen` where no temporary file can be made.
  package init() throws(StoreError) {
    let database = try Database.temporary(for: "temporary file of the list", cache: 8 << 20)
    try database.run(
      """
      CREATE TABLE entries (
        row INTEGER PRIMARY KEY, name TEXT, smiles TEXT, place TEXT, note TEXT, molecule INTEGER,
        stage TEXT, reason TEXT, is_open INTEGER)
      """)
    try database.run(
      "CREATE TABLE molecules (number INTEGER PRIMARY KEY, smiles TEXT UNIQUE, cost REAL)")
    try database.run("BEGIN")
    self.database = Mutex(database)
  }

  /// Adds the next entry.
  ///
  /// - Complexity: O(log n) for n entries.
  /// - Throws: `.full` when the disk is.
  package func append(_ entry: Entry) throws(StoreError) {
    try database.withLock { (database) throws(StoreError) in
      var (molecule, stage, reason): (Value, Value, Value) = (.null, .null, .null)
      switch entry.work {
      case .dock(let smiles, let cost):
        try database.run(
          "INSERT OR IGNORE INTO molecules (smiles, cost) VALUES (?, ?)",
          [.text(smiles), .real(cost)])
        molecule = .init(
          try database.integer("SELECT number FROM molecules WHERE smiles = ?", [.text(smiles)])
            ?? 0)
      case .failed(let failure):
        (stage, reason) = (.text(failure.stage.rawValue), .text(failure.reason))
      case .skipped(let text): reason = .text(text)
      }
      try database.run(
        """
        INSERT INTO entries VALUES (coalesce((SELECT max(row) + 1 FROM entries), 0), ?, ?, ?, ?, ?, ?, ?, 1)
        """,
        [
          .text(entry.name), .text(entry.smiles), .text(entry.place),
          entry.note.map { .text($0) } ?? .null, molecule, stage, reason,
        ])
    }
  }

  /// How many entries there are.
  package func count() throws(StoreError) -> Int {
    try database.withLock { (database) throws(StoreError) in
      try database.integer("SELECT count(*) FROM entries") ?? 0
    }
  }

  /// Entries that need no work any more.
  package func close(_ rows: [Int]) throws(StoreError) {
    try database.withLock { (database) throws(StoreError) in
      for row in rows {
        try database.run("UPDATE entries SET is_open = 0 WHERE row = ?", [.init(row)])
      }
    }
  }

  /// Entries from a row on, at most `limit`.
  package func entries(from row: Int, limit: Int) throws(StoreError) -> [(row: Int, entry: Entry)] {
    try entries("row >= ? ORDER BY row LIMIT ?", [.init(row), .init(limit)])
  }

  /// Open entries that are a molecule, in the order of the input.
  package func openEntries(of molecule: Int) throws(StoreError) -> [(row: Int, entry: Entry)] {
    try entries("molecule = ? AND is_open ORDER BY row", [.init(molecule)])
  }

  /// Open entries that are not to be docked, from a row on, at most `limit`.
  package func openRemarks(
    from row: Int, limit: Int
  ) throws(StoreError) -> [(row: Int, entry: Entry)] {
    try entries(
      "row >= ? AND molecule IS NULL AND is_open ORDER BY row LIMIT ?", [.init(row), .init(limit)])
  }

  private func entries(
    _ condition: String, _ values: [Value]
  ) throws(StoreError) -> [(row: Int, entry: Entry)] {
    try database.withLock { (database) throws(StoreError) in
      try database.rows(
        """
        SELECT row, name, entries.smiles, place, note, stage, reason, molecules.smiles, cost
        FROM entries LEFT JOIN molecules ON number = molecule WHERE \(condition)
        """, values
      ) { (row) throws(StoreError) in
        let work: Entry.Work =
          if let smiles = row.text(7) {
            .dock(smiles: smiles, cost: row.real(8) ?? 0)
          } else if let stage = row.text(5).flatMap(DockingFailure.Stage.init(rawValue:)) {
            .failed(DockingFailure(stage: stage, reason: row.text(6) ?? ""))
          } else {
            .skipped(reason: row.text(6) ?? "")
          }
        return (
          row.integer(0) ?? 0,
          Entry(
            name: row.text(1) ?? "", smiles: row.text(2) ?? "", place: row.text(3) ?? "",
            note: row.text(4), work: work)
        )
      }
    }
  }

  /// Puts the molecules of open entries in order, those that take longest first.
  ///
  /// - Returns: how many there are, and what they cost together.
  package func arrange() throws(StoreError) -> (molecules: Int, cost: Double) {
    try database.withLock { (database) throws(StoreError) in
      try database.run("CREATE INDEX entries_by_molecule ON entries (molecule, row)")
      try database.run(
        """
        CREATE TABLE jobs AS SELECT number, smiles, cost FROM molecules
        WHERE number IN (SELECT molecule FROM entries WHERE is_open) ORDER BY cost DESC, number
        """)
      return try database.rows("SELECT count(*), total(cost) FROM jobs") {
        (row) throws(StoreError) in (row.integer(0) ?? 0, row.real(1) ?? 0)
      }.first ?? (0, 0)
    }
  }

  /// The job at a place of the order, from 0; nil behind the last.
  package func job(_ place: Int) throws(StoreError) -> DockingQueue.Job? {
    try database.withLock { (database) throws(StoreError) in
      try database.rows(
        "SELECT number, smiles, cost FROM jobs WHERE rowid = ?", [.init(place + 1)]
      ) { (row) throws(StoreError) in
        DockingQueue.Job(
          number: row.integer(0) ?? 0, smiles: row.text(1) ?? "", cost: row.real(2) ?? 0)
      }.first
    }
  }
}
