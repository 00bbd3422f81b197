/// A ligand as PDBQT tells it: atoms, and rigid bodies that turn about branch bonds.
package struct PDBQTModel: Sendable, Hashable {
  package struct Atom: Sendable, Hashable {
    package var serial: Int
    package var name: String
    package var type: AutoDockType
    /// Å.
    package var position: SIMD3<Double>
  }

  /// The atoms of one `BRANCH`, or of `ROOT`.
  package struct Body: Sendable, Hashable {
    /// Index of the body that it hangs on; nil for the root.
    package var parent: Int?
    /// Indices of the two atoms of the axis, in the parent and here; nil for the root.
    package var axis: Axis?
    package var atoms: [Int] = []
  }

  package struct Axis: Sendable, Hashable {
    package var from: Int
    package var to: Int
  }

  package var atoms: [Atom] = []
  /// The root first; parents before children.
  package var bodies: [Body] = []

  /// Number of branches, which is what `TORSDOF` says.
  package var branchCount: Int { max(0, bodies.count - 1) }

  /// How each pair of atoms moves, by Vina's rule: the atoms of a body, the parent's end of its
  /// axis and the near ends of its own branches are rigid to each other; a branch of a single atom
  /// without branches of its own does not turn.
  func mobility() -> [[BondDetection.Mobility]] {
    let row = [BondDetection.Mobility](repeating: .variable, count: atoms.count)
    var table = [[BondDetection.Mobility]](repeating: row, count: atoms.count)
    var frames = bodies.map { body in body.atoms + (body.axis.map { [$0.from] } ?? []) }
    var hasBranch = [Bool](repeating: false, count: bodies.count)
    for body in bodies {
      guard let parent = body.parent, let axis = body.axis else { continue }
      hasBranch[parent] = true
      frames[parent].append(axis.to)
    }
    for frame in frames {
      for a in frame {
        for b in frame { table[a][b] = .fixed }
      }
    }
    for (index, body) in bodies.enumerated() {
      guard let axis = body.axis, body.atoms.count > 1 || hasBranch[index] else { continue }
      table[axis.from][axis.to] = .rotor
      table[axis.to][axis.from] = .rotor
    }
    return table
  }

  /// The place of each atom in Vina's own list (`postprocess_branch` in its reader): a body's atoms
  /// in the file's order, the near end of a branch directly behind the atom that the branch hangs
  /// on, and then the branches.
  func ranks() -> [Int] {
    var branches: [Int: [Int]] = [:]
    for (index, body) in bodies.enumerated() {
      if let axis = body.axis { branches[axis.from, default: []].append(index) }
    }
    var ranks = [Int](repeating: 0, count: atoms.count)
    var next = 0
    func place(_ atom: Int) {
      ranks[atom] = next
      next += 1
    }
    // Depth first, without recursion: branches may be nested a thousand deep.
    var open = bodies.isEmpty ? [] : [0]
    while let index = open.popLast() {
      let body = bodies[index]
      for atom in body.atoms {
        if atom != body.axis?.to { place(atom) }
        for branch in branches[atom] ?? [] { if let axis = bodies[branch].axis { place(axis.to) } }
      }
      open += body.atoms.flatMap { branches[$0] ?? [] }.reversed()
    }
    return ranks
  }
}

extension PDBQTModel {
  /// Reads ATOM, HETATM, ROOT, BRANCH and their ends; REMARK and TORSDOF lines are passed over.
  ///
  /// - Parameter firstLine: number of the first line, for messages.
  package init(lines: [Substring], firstLine: Int = 1, file: String) throws(DockingError) {
    var reader = Reader(file: file)
    for (offset, line) in lines.enumerated() {
      try reader.read(line, number: firstLine + offset)
    }
    self = try reader.finished(lastLine: firstLine + lines.count - 1)
  }

  private struct Reader {
    let file: String
    var model = PDBQTModel()
    var indexBySerial: [Int: Int] = [:]
    /// Bodies that are open, innermost last.
    var open: [Int] = []
    /// Serials that the open branches announced.
    var announced: [(body: Int, from: Int, to: Int)] = []
    var rootEnded = false

    func error(_ reason: String, line: Int) -> DockingError {
      DockingError(.output, "\(file):\(line)", reason)
    }

    mutating func read(_ line: Substring, number: Int) throws(DockingError) {
      let fields = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
      switch fields.first {
      case "ATOM", "HETATM": try readAtom(line, number: number)
      case "ROOT":
        guard model.bodies.isEmpty else {
          throw error("a second ROOT: the ligand must be one fragment", line: number)
        }
        model.bodies.append(Body())
        open.append(0)
      case "ENDROOT":
        guard open == [0], !rootEnded else { throw error("ENDROOT without ROOT", line: number) }
        rootEnded = true
      case "BRANCH": try openBranch(fields, number: number)
      case "ENDBRANCH":
        guard open.count > 1 else { throw error("ENDBRANCH without BRANCH", line: number) }
        open.removeLast()
      case nil, "REMARK", "TORSDOF", "WARNING", "TER", "END", "USER", "COMPND": break
      default: throw error("unknown record '\(line.prefix(20))'", line: number)
      }
    }

    private mutating func openBranch(_ fields: [Substring], number: Int) throws(DockingError) {
      guard rootEnded, let parent = open.last, fields.count >= 3,
        let from = Int(fields[1]), let to = Int(fields[2].prefix { $0.isNumber })
      else { throw error("BRANCH needs two atom numbers after ENDROOT", line: number) }
      guard open.count < 1000 else { throw error("branches nested too deeply", line: number) }
      model.bodies.append(Body(parent: parent))
      open.append(model.bodies.count - 1)
      announced.append((model.bodies.count - 1, from, to))
    }

    private mutating func readAtom(_ line: Substring, number: Int) throws(DockingError) {
      guard let body = open.last, body > 0 || !rootEnded else {
        throw error("an atom outside ROOT and BRANCH", line: number)
      }
      guard let record = PDBQTRecord(line) else {
        throw error(
          "expected serial, coordinates and atom type in their columns, found '\(line)'",
          line: number)
      }
      guard let type = AutoDockType(rawValue: record.type) else {
        throw error("'\(record.type)' is no AutoDock atom type", line: number)
      }
      guard indexBySerial.updateValue(model.atoms.count, forKey: record.serial) == nil else {
        throw error("atom number \(record.serial) occurs twice", line: number)
      }
      model.bodies[body].atoms.append(model.atoms.count)
      model.atoms.append(
        Atom(serial: record.serial, name: record.name, type: type, position: record.position))
    }

    mutating func finished(lastLine: Int) throws(DockingError) -> PDBQTModel {
      guard rootEnded, open == [0] else {
        throw error("expected ROOT … ENDROOT and every BRANCH closed", line: lastLine)
      }
      guard !model.atoms.isEmpty else { throw error("no atoms", line: lastLine) }
      for (body, from, to) in announced {
        guard let parent = model.bodies[body].parent, let near = indexBySerial[from],
          let far = indexBySerial[to], model.bodies[parent].atoms.contains(near),
          model.bodies[body].atoms.contains(far)
        else { throw error("BRANCH \(from) \(to) names atoms that are elsewhere", line: lastLine) }
        model.bodies[body].axis = Axis(from: near, to: far)
      }
      return model
    }
  }
}
