extension RunStore {
  /// One row of `calls` is written when a molecule is proposed, and completed when its evaluation
  /// ends; `status` is empty between the two. `calls` is for the loop, `ligands` for batch docking.
  /// Of a pose, `intermolecular` and `intramolecular` are what the engine printed; what follows
  /// them is our own account (`PoseEnergy`), empty where the engine has a scoring function of its
  /// own.
  static let schema = Schema(
    applicationID: 0x4C49_4752,  // "LIGR"
    version: 4, kind: "ligature run",
    statements: [
      """
      CREATE TABLE settings (
        position INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE, value TEXT NOT NULL, may_change INTEGER NOT NULL)
      """,
      """
      CREATE TABLE dockings (
        number INTEGER PRIMARY KEY,
        engine TEXT NOT NULL, seconds REAL, torsions REAL NOT NULL, molecule TEXT NOT NULL)
      """,
      """
      CREATE TABLE poses (
        docking INTEGER NOT NULL REFERENCES dockings ON DELETE CASCADE,
        mode INTEGER NOT NULL,
        affinity REAL NOT NULL, reported_affinity REAL NOT NULL,
        intermolecular REAL, intramolecular REAL,
        gauss1 REAL, gauss2 REAL, repulsion REAL, hydrophobic REAL, hydrogen_bond REAL,
        internal REAL, unbound REAL, torsion_factor REAL,
        coordinates BLOB NOT NULL, hydrogen_parents BLOB NOT NULL, hydrogens BLOB NOT NULL,
        PRIMARY KEY (docking, mode)) WITHOUT ROWID
      """,
      """
      CREATE TABLE batches (
        number INTEGER PRIMARY KEY,
        first_call INTEGER NOT NULL, size INTEGER NOT NULL, proposed REAL NOT NULL)
      """,
      """
      CREATE TABLE calls (
        call INTEGER PRIMARY KEY,
        batch INTEGER NOT NULL REFERENCES batches,
        smiles TEXT NOT NULL UNIQUE,
        parents TEXT NOT NULL, edit TEXT NOT NULL, edit_reason TEXT NOT NULL,
        expected REAL, expected_deviation REAL,
        status TEXT,
        dock REAL, qed REAL, objective REAL, engine TEXT, seconds REAL, from_cache INTEGER,
        docking INTEGER REFERENCES dockings,
        stage TEXT, reason TEXT,
        ended REAL,
        CHECK (status IS NULL AND objective IS NULL
          OR status = 'ok' AND objective IS NOT NULL AND reason IS NULL
          OR status = 'failed' AND dock IS NULL AND objective IS NULL AND reason IS NOT NULL))
      """,
      RunStore.elsewhere,
      """
      CREATE TABLE statements (
        call INTEGER NOT NULL REFERENCES calls,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL, strength REAL NOT NULL, text TEXT NOT NULL,
        implication TEXT NOT NULL,
        evidence TEXT NOT NULL, atoms TEXT NOT NULL, spans TEXT NOT NULL,
        action TEXT, wanted TEXT,
        PRIMARY KEY (call, position)) WITHOUT ROWID
      """,
      """
      CREATE TABLE ligands (
        row INTEGER PRIMARY KEY,
        name TEXT NOT NULL, smiles TEXT NOT NULL,
        status TEXT NOT NULL,
        score REAL, docking INTEGER REFERENCES dockings,
        stage TEXT, reason TEXT,
        ended REAL NOT NULL,
        molecule TEXT, note TEXT,
        CHECK (status = 'ok' AND score IS NOT NULL AND docking IS NOT NULL AND reason IS NULL
          OR status IN ('failed', 'skipped') AND score IS NULL AND reason IS NOT NULL))
      """,
      """
      CREATE TABLE events (
        number INTEGER PRIMARY KEY,
        time REAL NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL)
      """,
      """
      CREATE TABLE engine_output (
        key TEXT NOT NULL PRIMARY KEY, output BLOB NOT NULL, stored REAL NOT NULL) WITHOUT ROWID
      """,
    ],
    upgrades: [
      // The terms of each pose, unknown for poses of before; and the scoring function, which was
      // always Vina's, or gnina's own. Rings were rigid.
      1: [
        "gauss1", "gauss2", "repulsion", "hydrophobic", "hydrogen_bond", "internal", "unbound",
        "torsion_factor",
      ].map { "ALTER TABLE poses ADD COLUMN \($0) REAL" } + [
        "ALTER TABLE ligands ADD COLUMN molecule TEXT",
        "ALTER TABLE ligands ADD COLUMN note TEXT",
        """
        INSERT INTO settings SELECT (SELECT max(position) FROM settings) + 1, '\(RunSettings.scoring)',
        CASE WHEN value LIKE 'gnina%' THEN '\(RunSettings.ownScoring)' ELSE 'vina' END, 0
        FROM settings WHERE name = 'engine'
        """,
        """
        INSERT INTO settings
        SELECT (SELECT max(position) FROM settings) + 1, 'macrocycle', 'rigid', 0
        FROM settings WHERE name = 'engine'
        """,
      ],
      // Objectives had one target.
      2: [RunStore.elsewhere],
      // What editors expect was not recorded.
      3: ["expected", "expected_deviation"].map { "ALTER TABLE calls ADD COLUMN \($0) REAL" },
    ])

  /// Columns that came with a layout; nulls in a file from before, which keeps its layout while it
  /// is only read.
  func columns(_ names: String, sinceLayout version: Int) throws(StoreError) -> String {
    if try database.integer("PRAGMA user_version") ?? 0 >= version { return names }
    return names.split(separator: ",").map { _ in "NULL" }.joined(separator: ", ")
  }

  /// Dockings of calls on the further targets of the objective.
  private static let elsewhere = """
    CREATE TABLE elsewhere (
      call INTEGER NOT NULL REFERENCES calls, target TEXT NOT NULL,
      docking INTEGER NOT NULL REFERENCES dockings,
      PRIMARY KEY (call, target)) WITHOUT ROWID
    """
}
