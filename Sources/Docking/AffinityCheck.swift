import Foundation
import Targets

/// Makes poses of an engine's modes, with affinities that were recomputed and found right.
///
/// For mode k the affinity is (INTER_k + INTRA_k − INTRA_1) / (1 + 0.05846·N).
package struct AffinityCheck: Sendable {
  package struct CheckedMode: Sendable, Hashable {
    /// kcal/mol.
    package let affinity: Double
    /// Our own value for it; nil where the engine does not use Vina's scoring function.
    package let witness: Double?
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
    var checked: [CheckedMode] = []
    let scored = output.modes.map { scoring.terms(of: ligand, at: $0.positions) }
    for (index, mode) in output.modes.enumerated() {
      let affinity = try affinity(of: mode, first: output.modes[0], ligand: ligand)
      if index == 0 { try checkBest(affinity, printed: mode.affinity, mode, ligand) }
      guard engine.dialect.usesVinaScoring else {
        checked.append(CheckedMode(affinity: affinity, witness: nil))
        continue
      }
      let witness =
        (scored[index].intermolecular + scored[index].intramolecular - scored[0].intramolecular)
        / ligand.denominator
      // A pose that clashes changes its energy a lot within the rounding of its coordinates.
      let allowed = engine.tolerance + max(0, witness) * 0.02
      guard abs(affinity - witness) <= allowed else {
        throw DockingError(
          .score, "mode \(index + 1)",
          "\(engine.description) gives \(affinity.threeDecimals) kcal/mol, recomputed from the pose "
            + "it is \(witness.threeDecimals); they may differ by "
            + "\(engine.tolerance) at most, so neither is reported")
      }
      checked.append(CheckedMode(affinity: affinity, witness: witness))
    }
    return checked
  }

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
    return (inter + intra - intraOfFirst) / ligand.denominator
  }

  private func checkBest(
    _ affinity: Double, printed: Double, _ mode: EngineOutput.Mode, _ ligand: VinaLigand
  ) throws(DockingError) {
    guard affinity != 0, printed != 0 || engine.misreportsAffinities else {
      throw DockingError(
        .score, "mode 1",
        "an affinity of 0.0 kcal/mol: the pose touches nothing, or nothing was computed")
    }
    guard affinity > 0 else { return }
    let leaves = zip(ligand.types, mode.positions).contains { type, position in
      type != nil && any(abs(position - box.center) .> box.size / 2 + SIMD3(repeating: 0.5))
    }
    throw DockingError(
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
