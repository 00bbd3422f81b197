import Foundation
import MoleculeGraph

/// The poses that an engine wrote, brought back onto the ligand's own atoms.
package struct EngineOutput: Sendable {
  package struct Mode: Sendable {
    /// kcal/mol as printed.
    package var affinity: Double
    /// What the last digit that was printed counts, kcal/mol.
    package var affinityUnit = 1.0
    package var intermolecular: Double?
    package var intramolecular: Double?
    package var unbound: Double?
    /// Å, in the order of the ligand's PDBQT.
    package var positions: [SIMD3<Double>]
  }

  package private(set) var modes: [Mode]

  /// Not so where an engine ranks by another score.
  var isRankedByAffinity: Bool {
    zip(modes, modes.dropFirst()).allSatisfy { $0.affinity <= $1.affinity }
  }

  /// Reads MODEL blocks strictly: every atom of the ligand once in each, with its own type, finite
  /// coordinates and unchanged bond lengths, and an affinity in each. Modes behind the first whose
  /// opened rings did not close are left out.
  ///
  /// - Throws: `output` with the line and what is wrong with it.
  ///
  /// - Parameter affinityText: what stands in front of a pose's affinity; nil for Vina's and
  ///   smina's remarks.
  package init(
    _ data: Data, of ligand: PDBQTModel, affinityText: String? = nil, file: String = "poses"
  ) throws(DockingError) {
    guard let text = String(data: data, encoding: .utf8) else {
      throw DockingError(.output, file, "the engine's output is not text")
    }
    var modes: [Mode] = []
    var lines: [Substring] = []
    var start: Int?
    let texts = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in texts.enumerated() {
      let number = index + 1
      if line.hasPrefix("MODEL") {
        guard start == nil else {
          throw DockingError(.output, "\(file):\(number)", "MODEL inside a MODEL")
        }
        (start, lines) = (number, [])
      } else if line.hasPrefix("ENDMDL") {
        guard let first = start else {
          throw DockingError(.output, "\(file):\(number)", "ENDMDL without MODEL")
        }
        let place = "\(file):\(first + 1)"
        var mode = try Self.mode(lines, firstLine: first + 1, of: ligand, file: file)
        try Self.readAffinity(lines, behind: affinityText, into: &mode, place)
        let isClosed = try Self.isClosed(ligand, mode, isFirst: modes.isEmpty, place)
        if isClosed { modes.append(mode) }
        start = nil
      } else if start != nil {
        lines.append(line)
      } else if !line.isEmpty && !line.hasPrefix("REMARK") {
        throw DockingError(
          .output, "\(file):\(number)", "expected MODEL, found '\(line.prefix(40))'")
      }
    }
    guard start == nil else {
      throw DockingError(.output, file, "the last pose ends in the middle: ENDMDL is missing")
    }
    guard !modes.isEmpty else {
      throw DockingError(.output, file, "the engine wrote no pose: none fits the box")
    }
    self.modes = modes
  }

  /// Whether the ends of opened rings meet, as those of the first mode must.
  private static func isClosed(
    _ ligand: PDBQTModel, _ mode: Mode, isFirst: Bool, _ place: String
  ) throws(DockingError) -> Bool {
    let gap = ringGap(ligand, mode.positions)
    guard gap <= widestRingGap || !isFirst else {
      throw DockingError(
        .output, place,
        "the opened ring did not close: its ends miss each other by \(gap.threeDecimals) Å; "
          + "--macrocycle rigid docks the ring in one shape")
    }
    return gap <= widestRingGap
  }

  /// Leaves out the modes behind the first `count`.
  mutating func keep(_ count: Int) { modes = Array(modes.prefix(count)) }

  private static func mode(
    _ lines: [Substring], firstLine: Int, of ligand: PDBQTModel, file: String
  ) throws(DockingError) -> Mode {
    func error(_ reason: String) -> DockingError {
      DockingError(.output, "\(file):\(firstLine)", reason)
    }
    let model = try PDBQTModel(lines: lines, firstLine: firstLine, file: file)
    guard model.atoms.count == ligand.atoms.count else {
      throw error(
        "expected the ligand's \(ligand.atoms.count) atoms, found \(model.atoms.count)")
    }
    var bySerial: [Int: PDBQTModel.Atom] = [:]
    for atom in model.atoms { bySerial[atom.serial] = atom }
    var positions: [SIMD3<Double>] = []
    for atom in ligand.atoms {
      guard let found = bySerial[atom.serial] else {
        throw error("atom \(atom.serial) of the ligand is missing")
      }
      guard found.type == atom.type else {
        throw error(
          "atom \(atom.serial) is \(found.type.rawValue), the ligand's is \(atom.type.rawValue)")
      }
      positions.append(found.position)
    }
    if let (a, b) = stretchedPair(ligand, positions) {
      throw error(
        "atoms \(a) and \(b) of one rigid body moved against each other: "
          + "the pose is not this ligand's")
    }
    var mode = Mode(affinity: .nan, positions: positions)
    for line in lines where line.hasPrefix("REMARK") { try read(line, into: &mode, error) }
    return mode
  }

  /// - Parameter text: nil where Vina's and smina's remarks were read already.
  private static func readAffinity(
    _ lines: [Substring], behind text: String?, into mode: inout Mode, _ place: String
  ) throws(DockingError) {
    guard let text else {
      guard mode.affinity.isFinite else {
        throw DockingError(.output, place, "the pose has no affinity")
      }
      return
    }
    guard let line = lines.first(where: { $0.hasPrefix(text) }) else {
      throw DockingError(
        .output, place, "the pose has no affinity: no line begins with \"\(text)\"")
    }
    let field = line.dropFirst(text.count).split { " \t:=".contains($0) }.first
    guard let field, let value = Double(field), value.isFinite else {
      throw DockingError(
        .output, place, "expected a number behind \"\(text)\", found '\(line.prefix(80))'")
    }
    mode.affinity = value
    mode.affinityUnit = unit(of: field)
  }

  /// Å; those of good poses are below 0.05.
  private static let widestRingGap = 0.3

  /// Å by which the ends of the ligand's opened rings miss each other in a pose; 0 without any.
  private static func ringGap(
    _ ligand: PDBQTModel, _ positions: [SIMD3<Double>]
  ) -> Double {
    var widest = 0.0
    for (carbon, glue) in AutoDockType.ringOpenings {
      let ends = ligand.atoms.indices.filter { ligand.atoms[$0].type == carbon }
      for stand in ligand.atoms.indices where ligand.atoms[stand].type == glue {
        // Each pseudo atom lies on one end, and a bond away from the other.
        let gaps = ends.map { end in
          let d = positions[stand] - positions[end]
          return length(d)
        }
        widest = max(widest, gaps.min() ?? 0)
      }
    }
    return widest
  }

  /// What the last digit of a number counts: 0.1 for `-7.3`.
  private static func unit(of number: Substring) -> Double {
    guard !number.contains(where: { $0 == "e" || $0 == "E" }),
      let point = number.firstIndex(of: ".")
    else { return 1 }
    return pow(10, -Double(number.distance(from: point, to: number.endIndex) - 1))
  }

  private static func read(
    _ remark: Substring, into mode: inout Mode, _ error: (String) -> DockingError
  ) throws(DockingError) {
    let text = remark.dropFirst(6).trimmingCharacters(in: .whitespacesAndNewlines)
    func number(_ field: Substring?) throws(DockingError) -> Double {
      guard let field, let value = Double(field), value.isFinite else {
        throw error("expected a number in 'REMARK \(text)'")
      }
      return value
    }
    let fields = text.split { $0 == " " || $0 == ":" }
    switch fields.first {
    case "VINA" where fields.count > 1 && fields[1] == "RESULT":
      mode.affinity = try number(fields.count > 2 ? fields[2] : nil)
      mode.affinityUnit = unit(of: fields[2])
    case "minimizedAffinity":
      mode.affinity = try number(fields.count > 1 ? fields[1] : nil)
      mode.affinityUnit = unit(of: fields[1])
    case "INTER" where fields.count == 2: mode.intermolecular = try number(fields[1])
    case "INTRA" where fields.count == 2: mode.intramolecular = try number(fields[1])
    case "UNBOUND" where fields.count == 2: mode.unbound = try number(fields[1])
    default: break
    }
  }

  /// Serials of the first two atoms of a body whose distance is not the ligand's.
  private static func stretchedPair(
    _ ligand: PDBQTModel, _ positions: [SIMD3<Double>]
  ) -> (Int, Int)? {
    func squared(_ d: SIMD3<Double>) -> Double { (d * d).sum() }
    for body in ligand.bodies {
      for (a, b) in zip(body.atoms, body.atoms.dropFirst())
        + (body.axis.map { [($0.from, $0.to)] } ?? [])
      {
        let before = squared(ligand.atoms[a].position - ligand.atoms[b].position).squareRoot()
        let after = squared(positions[a] - positions[b]).squareRoot()
        if abs(before - after) > 0.1 { return (ligand.atoms[a].serial, ligand.atoms[b].serial) }
      }
    }
    return nil
  }
}
