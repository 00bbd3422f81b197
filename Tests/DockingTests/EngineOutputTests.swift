import Docking
import Foundation
import Targets
import TestSupport
import Testing

@Suite struct EngineOutputTests {
  private static func output(_ target: String, _ ligand: String) throws -> (Data, PDBQTModel) {
    let text = try Samples.poseText(target, ligand)
    return (Data(text.utf8), try #require(Samples.models(target, ligand).first))
  }

  @Test("energies and coordinates of every mode are read", arguments: Samples.targets)
  func reads(target: String) throws {
    let (data, ligand) = try Self.output(target, "metoprolol")
    let output = try EngineOutput(data, of: ligand)
    let models = try Samples.models(target, "metoprolol")
    #expect(output.modes.count == models.count)
    for (mode, model) in zip(output.modes, models) {
      #expect(mode.positions == model.atoms.map(\.position))
      let inter = try #require(mode.intermolecular)
      let intra = try #require(mode.intramolecular)
      let unbound = try #require(mode.unbound)
      let total = (inter + intra - unbound) / (1 + 0.05846 * 9.5)
      #expect(abs(total - mode.affinity) < 0.002)
    }
  }

  @Test("a pose whose opened ring stayed open is refused as the first and left out behind it")
  func openRing() throws {
    let ligand = try LigandPDBQT(Structures.named("macrocycle"), macrocycle: .flexible)
    let glue = try #require(ligand.model.atoms.firstIndex { $0.type.rawValue == "G0" })
    let axis = try #require(ligand.model.bodies.first { $0.atoms.contains(glue) }?.axis)
    let positions = ligand.model.atoms.map(\.position)
    // The pseudo atom turned half around its branch's axis.
    let along = positions[axis.to] - positions[axis.from]
    let arm = positions[glue] - positions[axis.to]
    let foot = (arm * along).sum() / (along * along).sum() * along
    let turned = positions[axis.to] + 2 * foot - arm
    let lines = ligand.text.split(separator: "\n").map(String.init)
    func pose(_ number: Int, glueAt place: SIMD3<Double>) -> String {
      let text = lines.map { line in
        let serial = Int(line.dropFirst(6).prefix(5).filter(\.isNumber))
        guard line.hasPrefix("ATOM"), serial == glue + 1 else { return line }
        return String(
          format: "%@%8.3f%8.3f%8.3f%@", String(line.prefix(30)), place.x, place.y, place.z,
          String(line.dropFirst(54)))
      }
      return
        (["MODEL \(number)", "REMARK VINA RESULT:    -5.000      0.000      0.000"] + text
        + ["ENDMDL", ""]).joined(separator: "\n")
    }
    func read(_ text: String) throws -> EngineOutput {
      try EngineOutput(Data(text.utf8), of: ligand.model)
    }
    let closed = pose(1, glueAt: positions[glue])
    #expect(try read(closed).modes.count == 1)
    #expect(try read(closed + pose(2, glueAt: turned)).modes.count == 1)
    let error = #expect(throws: DockingError.self) { try read(pose(1, glueAt: turned)) }
    #expect(error?.reason.contains("did not close") == true)
  }

  @Test("another ligand's poses, a missing atom and a torn ring are refused")
  func refusals() throws {
    let (data, ligand) = try Self.output("ADRB1", "benzene")
    let (other, _) = try Self.output("ADRB1", "aziridine")
    #expect(throws: DockingError.self) { try EngineOutput(other, of: ligand) }
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    let atom = try #require(lines.firstIndex { $0.hasPrefix("ATOM") })
    func changed(_ change: (inout [String]) -> Void) -> Data {
      var copy = lines
      change(&copy)
      return Data(copy.joined(separator: "\n").utf8)
    }
    let faults: [(inout [String]) -> Void] = [
      { $0.remove(at: atom) },
      { $0.insert($0[atom], at: atom) },
      {
        $0[atom].replaceSubrange(
          $0[atom].range(of: " A ") ?? lines[atom].startIndex..<lines[atom].startIndex, with: " N ")
      },
      { line in
        line[atom] =
          String(line[atom].prefix(30)) + "     nan     nan     nan"
          + String(line[atom].dropFirst(54))
      },
      { line in
        line[atom] =
          String(line[atom].prefix(30)) + "  99.000  99.000  99.000"
          + String(line[atom].dropFirst(54))
      },
      { $0[1] = "REMARK VINA RESULT:      nan      0.000      0.000" },
      { $0.remove(at: 1) },
      { $0.removeLast() },
      { $0.insert("MODEL 9", at: atom) },
    ]
    for (number, fault) in faults.enumerated() {
      #expect(throws: DockingError.self, "fault \(number)") {
        try EngineOutput(changed(fault), of: ligand)
      }
    }
    #expect(throws: DockingError.self) { try EngineOutput(Data(), of: ligand) }
  }

  @Test("damaged output is read or refused, and never more than that")
  func fuzz() throws {
    let (data, ligand) = try Self.output("ADRB1", "phosphonate")
    var state: UInt64 = 17
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var refused = 0
    for round in 0..<400 {
      var damaged = data
      if round % 4 == 0 { damaged = damaged.prefix(random(data.count)) }
      for _ in 0...random(6) where !damaged.isEmpty {
        damaged[damaged.startIndex + random(damaged.count)] = UInt8(random(256))
      }
      do {
        let output = try EngineOutput(Data(damaged), of: ligand)
        #expect(output.modes.allSatisfy { $0.affinity.isFinite })
        #expect(output.modes.allSatisfy { $0.positions.count == ligand.atoms.count })
      } catch { refused += 1 }
    }
    #expect(refused > 100)
  }
}

@Suite struct AffinityCheckTests {
  private static let vina112 = DockingEngine(
    executable: URL(fileURLWithPath: "/usr/bin/vina"), dialect: .vina,
    version: EngineVersion(1, 1, 2))

  /// A text of poses on F2, and the ligand that is in it.
  private static func poses(_ folder: String) throws -> (text: String, ligand: PDBQTModel) {
    let file = "docking/\(folder)/poses.pdbqt"
    let text = try String(contentsOf: Checkout.data(file), encoding: .utf8)
    let first = Array(text.split(separator: "\n").dropFirst().prefix { $0 != "ENDMDL" })
    return (text, try PDBQTModel(lines: first, file: file))
  }

  /// On F2, in a cube around the site's center, Å.
  private static func check(cube: Double) throws -> AffinityCheck {
    AffinityCheck(
      engine: vina112, scoring: try VinaScoring(receptor: Samples.receptor("F2")),
      box: SearchBox(
        center: SIMD3(17.261, -11.957, 21.143), size: SIMD3(repeating: cube)))
  }

  private static func check(_ version: EngineVersion, _ target: String) throws -> AffinityCheck {
    AffinityCheck(
      engine: DockingEngine(
        executable: URL(fileURLWithPath: "/usr/bin/vina"), dialect: .vina, version: version),
      scoring: try VinaScoring(receptor: Samples.receptor(target)),
      box: SearchBox(center: .zero, size: SIMD3(repeating: 30)))
  }

  @Test("Vina 1.2.3's affinities are corrected to 1.2.7's", arguments: Samples.targets)
  func corrected(target: String) throws {
    let check = try Self.check(EngineVersion(1, 2, 3), target)
    var wrong = 0
    for row in try Samples.rows() where row.target == target && row.mode == 1 {
      let ligand = try #require(Samples.models(target, row.ligand).first)
      let output = try EngineOutput(
        Data(Samples.poseText(target, row.ligand).utf8), of: ligand)
      let checked = try check.checked(output, of: VinaLigand(ligand))
      #expect(abs(checked[0].affinity - row.total) < 0.01, "\(row)")
      #expect(checked.map(\.affinity) == checked.map(\.affinity).sorted())
      if abs(output.modes[0].affinity - row.total) > 0.05 { wrong += 1 }
    }
    #expect(wrong > 0, "the defect that is corrected must show")
  }

  @Test("the same figures from an engine that is not known to be wrong are a failure")
  func refused() throws {
    let check = try Self.check(EngineVersion(1, 2, 7), "ADRB1")
    let ligand = try #require(Samples.models("ADRB1", "fieldmd").first)
    let output = try EngineOutput(
      Data(Samples.poseText("ADRB1", "fieldmd").utf8), of: ligand)
    let error = #expect(throws: DockingError.self) {
      try check.checked(output, of: VinaLigand(ligand))
    }
    #expect(error?.code == .score)
    #expect(error?.reason.contains("-6.800") == true)
    #expect(error?.reason.contains("-7.199") == true)
  }

  /// What Vina prints for each mode, and what its own --score_only, which has no walls, gives for
  /// the same pose, kcal/mol.
  private static func wallModes() throws -> [(printed: Double, scored: Double)] {
    let table = try String(
      contentsOf: Checkout.data("docking/wall-poses/vina-1.1.2.tsv"), encoding: .utf8)
    return table.split(separator: "\n").dropFirst().compactMap { line in
      let f = line.split(separator: "\t").compactMap { Double($0) }
      return f.count == 3 ? (f[1], f[2]) : nil
    }
  }

  /// Modes 1 and 2 of this docking are as good, and the second's internal energy is that of the
  /// free ligand.
  @Test("modes that changed places after the best was chosen keep what the engine says")
  func tied() throws {
    let (text, ligand) = try Self.poses("tied-poses")
    let check = try Self.check(cube: 30)
    let modes = try check.checked(
      EngineOutput(Data(text.utf8), of: ligand), of: VinaLigand(ligand))
    #expect(modes.map(\.affinity) == [-8.0, -8.0, -7.9, -7.8, -7.8, -7.6, -6.7, -6.7, -6.0])
    let energies = modes.compactMap(\.energy)
    #expect(energies.count == modes.count)
    // Vina's own --score_only, for which the free ligand has the energy of the pose that it is
    // given.
    for (energy, scored) in zip(energies, [-7.73571, -8.00800]) {
      #expect(abs(energy.intermolecular / energy.torsionFactor - scored) < 0.01)
    }
    #expect(energies.allSatisfy { $0.unbound == energies[1].intramolecular })
    // What no mode explains stays a failure.
    for wrong in ["-7.9", "-8.2"] {
      let changed = text.replacingOccurrences(
        of: "VINA RESULT:      -8.0      0.000", with: "VINA RESULT:      \(wrong)      0.000")
      #expect(throws: DockingError.self) {
        try check.checked(
          EngineOutput(Data(changed.utf8), of: ligand), of: VinaLigand(ligand))
      }
    }
  }

  @Test("a pose at a wall of the box has the affinity that the function gives it, without the wall")
  func wall() throws {
    let (text, ligand) = try Self.poses("wall-poses")
    let output = try EngineOutput(Data(text.utf8), of: ligand)
    func checked(size: Double) throws -> [AffinityCheck.CheckedMode] {
      try Self.check(cube: size).checked(output, of: VinaLigand(ligand))
    }
    var penalized: [Int] = []
    let expected = try Self.wallModes()
    let modes = try checked(size: 12)
    #expect(modes.count == expected.count)
    for (index, (mode, expected)) in zip(modes, expected).enumerated() {
      let energy = try #require(mode.energy)
      #expect(abs(energy.intermolecular / energy.torsionFactor - expected.scored) < 0.01)
      #expect(mode.affinity <= expected.printed)
      if mode.affinity < expected.printed {
        #expect(mode.affinity == energy.affinity)
        penalized.append(index + 1)
      }
    }
    #expect(penalized.contains(6))
    // Away from the walls nothing explains the difference.
    #expect(throws: DockingError.self) { try checked(size: 13) }
  }
}
