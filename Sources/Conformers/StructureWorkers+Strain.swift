import Perception

/// What it costs a molecule to take the shape of a pose.
public struct PoseStrain: Hashable, Sendable {
  /// Energy of the pose above the lowest conformer that was found, kcal/mol.
  public let energy: Double
  /// `"MMFF94"`, or `"UFF"` where MMFF94 lacks parameters.
  public let forceField: String

  public init(energy: Double, forceField: String) {
    self.energy = energy
    self.forceField = forceField
  }
}

extension StructureWorkers {
  /// Water: charges far apart are screened, and a free molecule does not fold onto its own.
  private static let water = 78.4
  /// Lets bond lengths and angles settle; to move an atom by 0.3 Å takes half a kcal/mol.
  private static let restraint = 10.0

  /// Strain of poses against the free molecule in water.
  ///
  /// Hydrogens are placed anew and each pose is minimized with its heavy atoms drawn to their
  /// places, since a docked pose has bond lengths and angles of another conformer. The free
  /// molecule, of the stereo of the first pose, is the lowest of an ensemble and of the poses
  /// minimized without restraint. Such energies are good to some kcal/mol; of bound ligands in
  /// crystal structures a tenth had more than 9 (Perola and Charifson, J. Med. Chem. 47, 2499,
  /// 2004).
  ///
  /// - Parameters:
  ///   - poses: heavy atoms in the order of `molecule`, whose charges are those that were docked,
  ///     Å.
  ///   - conformers: size of the ensemble.
  /// - Throws: as `ensemble(of:_:)`.
  public func strain(
    of poses: [[SIMD3<Double>]], _ molecule: PerceivedMolecule, conformers: Int = 30,
    seed: UInt64 = 1
  ) async throws(ConformerError) -> [PoseStrain] {
    try Self.check(molecule)
    guard poses.allSatisfy({ $0.count == molecule.atomCount }), !poses.isEmpty else { return [] }
    let embedding = try Embedding(workers: self, molecule: molecule, seed: seed)
    var minimum = Embedding.forEnergies
    minimum.dielectric = Self.water
    let held = try await answer(
      to: WorkRequest(
        operation: .relax, graph: embedding.graph, steps: minimum.steps,
        tolerance: minimum.tolerance, dielectric: minimum.dielectric, restraint: Self.restraint,
        coordinates: poses.flatMap { $0.flatMap { [$0.x, $0.y, $0.z] } }))
    let energies = (held.energies ?? []).compactMap(\.self)
    guard energies.count == poses.count, let forceField = held.forceField else {
      throw ConformerError(.badAnswer, "the 3D worker named no energies")
    }
    let places = try embedding.structures(held)
    let isomer = StructureCheck(skeleton: embedding.skeleton, places: places[0]).settled
    let released = try await Embedding(workers: self, molecule: isomer, seed: seed)
      .minimized(places, to: minimum).sound
    let free = try await ensemble(
      of: isomer,
      EnsembleSettings(count: conformers, seed: seed, dielectric: Self.water))
    guard let lowest = (released + free).map(\.energy).min() else { return [] }
    return energies.map { PoseStrain(energy: $0 - lowest, forceField: forceField) }
  }
}
