import Foundation
import Targets

/// Makes poses of an engine's modes, with affinities that were recomputed and found right.
///
/// For mode k the affinity is (INTER_k + INTRA_k − INTRA_1) / (1 + 0.05846·N). Where a pose touches
/// a wall of the box Vina adds a penalty to that: 10⁶ kcal/mol/Å for as little as an atom may be
/// outside (`non_cache::eval`), which no coordinate of three decimals tells. Such a mode keeps what
/// was recomputed.
package struct AffinityCheck: Sendable {
  package struct CheckedMode: Sendable, Hashable {
    /// kcal/mol.
    package let affinity: Double
    /// Our own account of it; nil where the engine has a scoring function of its own.
    package let energy: PoseEnergy?
  }

  private let engine: DockingEngine
  private let scoring: VinaScoring
  private let box: SearchBox

  package init(engine: DockingEngine, scoring: VinaScoring, box: SearchBox) {
    self.engine = engine
    self.scoring = scoring
    self.box = box
  }

  /// - Throws: `score` where our value and the engine's differ, where the best affinity is 0.0, and
  ///   where no pose is attracted.
  package func checked(
    _ output: EngineOutput, of ligand: VinaLigand
  ) throws(DockingError) -> [CheckedMode] {
    let energies = try energies(of: output.modes, ligand)
    var checked: [CheckedMode] = []
    for (index, mode) in output.modes.enumerated() {
      let affinity = try affinity(of: mode, first: output.modes[0], ligand: ligand)
      if index == 0 { try checkComputed(affinity, printed: mode.affinity) }
      guard let energy = energies.indices.contains(index) ? energies[index] : nil else {
        checked.append(CheckedMode(affinity: affinity, energy: nil))
        continue
      }
      let allowed = allowedDifference(from: energy.affinity, unit: mode.affinityUnit)
      let isRight = abs(affinity - energy.affinity) <= allowed
      guard isRight || (affinity > energy.affinity && touchesWall(mode, ligand)) else {
        // A clash is told as one, not by the digits that rounding leaves of it.
        if index == 0, affinity > 0 { throw repelled(affinity, mode, ligand) }
        throw DockingError(
          .score, "mode \(index + 1)",
          "\(engine.description) gives \(affinity.threeDecimals) kcal/mol, recomputed from the pose "
            + "it is \(energy.affinity.threeDecimals); they may differ by "
            + "\(allowed.threeDecimals) at most, so neither is reported")
      }
      checked.append(CheckedMode(affinity: isRight ? affinity : energy.affinity, energy: energy))
    }
    if let best = checked.map(\.affinity).min(), best > 0 {
      throw repelled(best, output.modes[0], ligand)
    }
    return checked
  }

  /// Our own account of the modes; empty where the engine has a scoring function of its own.
  ///
  /// What a ligand has within it when it is free is what it has in the best pose. The engine
  /// chooses that before it evaluates all poses a last time and sorts them again (`main.cpp` of
  /// 1.1.2, `vina.cpp` of 1.2), by which two that are nearly as good may change places: then it is
  /// the second mode's, or another's, and every affinity is shifted by the difference.
  private func energies(
    of modes: [EngineOutput.Mode], _ ligand: VinaLigand
  ) throws(DockingError) -> [PoseEnergy] {
    guard engine.dialect.usesVinaScoring else { return [] }
    let energies = scoring.energies(of: ligand, at: modes.map(\.positions))
    guard let first = energies.first else { return [] }
    let affinity = try affinity(of: modes[0], first: modes[0], ligand: ligand)
    let allowed = allowedDifference(from: affinity, unit: modes[0].affinityUnit)
    guard abs(affinity - first.affinity) > allowed else { return energies }
    let leader = energies.dropFirst().first { other in
      other.total - first.total < Self.tie
        && abs(affinity - first.relative(toFree: other.intramolecular).affinity) <= allowed
    }
    return leader.map { leader in
      energies.map { $0.relative(toFree: leader.intramolecular) }
    } ?? energies
  }

  /// Poses may change places where their energies differ by less, kcal/mol; chosen. What is
  /// evaluated last is read from a table of steps, before from one with lines between the points.
  private static let tie = 0.1

  private func touchesWall(_ mode: EngineOutput.Mode, _ ligand: VinaLigand) -> Bool {
    zip(ligand.types, mode.positions).contains { type, position in
      type != nil && box.isAtWall(position)
    }
  }

  /// Half of the last digit that the engine printed, and what the rounding of coordinates to 0.001
  /// Å changes in the energy of a good pose; a pose that clashes changes by much more.
  private func allowedDifference(from affinity: Double, unit: Double) -> Double {
    Self.slack + unit / 2 + max(0, affinity) * 0.02
  }

  /// kcal/mol. Over 297 poses the rounding of coordinates makes at most 0.009 (`KnownAnswerTests`);
  /// ligands twice as large stayed below 0.008. The known defects are above 0.1.
  static let slack = 0.03

  /// What the engine says, put together anew where it is known to print it wrong.
  private func affinity(
    of mode: EngineOutput.Mode, first: EngineOutput.Mode, ligand: VinaLigand
  ) throws(DockingError) -> Double {
    guard engine.misreportsAffinities else { return mode.affinity }
    guard let inter = mode.intermolecular, let intra = mode.intramolecular,
      let intraOfFirst = first.intramolecular
    else {
      throw DockingError(
        .score, "poses",
        "\(engine.description) misreports affinities, and its output has no INTER and INTRA lines "
          + "to correct them from")
    }
    return (inter + intra - intraOfFirst) / scoring.torsionFactor(of: ligand)
  }

  private func checkComputed(_ affinity: Double, printed: Double) throws(DockingError) {
    guard affinity != 0, printed != 0 || engine.misreportsAffinities else {
      throw DockingError(
        .score, "mode 1",
        "an affinity of 0.0 kcal/mol: the pose touches nothing, or nothing was computed")
    }
  }

  private func repelled(
    _ affinity: Double, _ mode: EngineOutput.Mode, _ ligand: VinaLigand
  ) -> DockingError {
    let leaves = zip(ligand.types, mode.positions).contains { type, position in
      type != nil && any(abs(position - box.center) .> box.size / 2 + SIMD3(repeating: 0.5))
    }
    return DockingError(
      .score, "mode 1",
      "the best pose is repelled (\(affinity.threeDecimals) kcal/mol): "
        + (leaves
          ? "the ligand does not fit into the box; make the box larger"
          : "the ligand does not fit into the site"))
  }
}

private func abs(_ vector: SIMD3<Double>) -> SIMD3<Double> {
  vector.replacing(with: -vector, where: vector .< 0)
}

extension Double {
  /// `"-7.123"`.
  var threeDecimals: String { String(format: "%.3f", self) }
}
