import Foundation

extension Receptor {
  /// Reads a receptor in PDBQT format (AutoDock 4 user guide, section "PDBQT").
  ///
  /// Columns as in PDB files: 7–11 serial, 13–16 atom name, 18–21 residue name (four letters are
  /// allowed), 22 chain, 23–26 residue number (may be negative), 27 insertion code, 31–54
  /// coordinates, 69–76 charge, 78–79 AutoDock type. Other records are skipped.
  ///
  /// - Parameters:
  ///   - text: the file's content.
  ///   - file: how errors name it.
  /// - Throws: `.receptor` with file and line for a wrong field, a ligand's torsion tree, several
  ///   models, or a file without atoms.
  public init(pdbqt text: String, file: String) throws(TargetError) {
    var atoms: [ReceptorAtom] = []
    var models = 0
    var lineNumber = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      lineNumber += 1
      let record = ReceptorLine(line: line, file: file, number: lineNumber)
      switch record.columns[1...6] {
      case "ATOM", "HETATM": atoms.append(try record.atom())
      case "MODEL":
        models += 1
        if models > 1 { throw record.error("a second model; keep one structure in the file") }
      case "ROOT", "BRANCH":
        throw record.error("a torsion tree, which only ligands have; expected a rigid receptor")
      default:
        guard !line.starts(with: "ATOM".utf8), !line.starts(with: "HETATM".utf8) else {
          throw record.error("an atom whose fields do not stand in their columns")
        }
      }
    }
    guard !atoms.isEmpty else {
      throw TargetError(.receptor, file: file, "no ATOM or HETATM record; is this a PDBQT file?")
    }
    self.init(atoms: atoms)
  }
}

/// One line of a receptor's file.
private struct ReceptorLine {
  let columns: PDBQTColumns
  let file: String
  let number: Int

  init(line: Substring.UTF8View, file: String, number: Int) {
    columns = PDBQTColumns(line)
    self.file = file
    self.number = number
  }

  func atom() throws(TargetError) -> ReceptorAtom {
    let name = columns[13...16]
    let residue = columns[18...21]
    let type = columns[78...79]
    guard !name.isEmpty else { throw error("no atom name in columns 13–16") }
    guard !residue.isEmpty else { throw error("no residue name in columns 18–21") }
    guard !type.isEmpty else { throw error("no AutoDock atom type in columns 78–79") }
    return ReceptorAtom(
      // A serial beyond 99,999 does not fit the columns; nothing depends on it.
      serial: Int(columns[7...11]) ?? 0, name: name,
      residue: Residue(
        name: residue, number: try integer(23...26, "residue number"),
        insertionCode: columns[27...27], chain: columns[22...22]),
      position: SIMD3(
        try coordinate(31...38, "x"), try coordinate(39...46, "y"),
        try coordinate(47...54, "z")),
      partialCharge: try decimal(69...76, "partial charge"), type: type)
  }

  private func integer(
    _ range: ClosedRange<Int>, _ meaning: String
  ) throws(TargetError) -> Int {
    guard let value = Int(columns[range]) else { throw wrong(range, meaning) }
    return value
  }

  private func decimal(
    _ range: ClosedRange<Int>, _ meaning: String
  ) throws(TargetError) -> Double {
    guard let value = Double(columns[range]), value.isFinite else { throw wrong(range, meaning) }
    return value
  }

  /// What the format can hold: numbers beyond are no positions in a protein.
  private func coordinate(
    _ range: ClosedRange<Int>, _ meaning: String
  ) throws(TargetError) -> Double {
    let value = try decimal(range, meaning)
    guard abs(value) < 100_000 else {
      throw error("the coordinate \(meaning) is \(value) Å, which no atom of a protein has")
    }
    return value
  }

  private func wrong(_ range: ClosedRange<Int>, _ meaning: String) -> TargetError {
    error(
      "expected a number (\(meaning)) in columns \(range.lowerBound)–\(range.upperBound), "
        + "found \"\(columns[range])\"")
  }

  func error(_ message: String) -> TargetError {
    TargetError(.receptor, file: file, line: number, message)
  }
}
