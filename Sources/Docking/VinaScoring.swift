import Targets

/// A scoring function of the Vina family for one receptor, as a witness of what an engine prints
/// and as a source of contributions for each atom and residue.
public struct VinaScoring: Sendable {
  let potential: VinaPotential
  /// Weight w of the torsion count N in the affinity's denominator 1 + w·N.
  let torsionWeight: Double
  let positions: [SIMD3<Double>]
  let types: [XScoreType]
  /// Index into `residues` of each scored receptor atom.
  private let residueOfAtom: [Int32]
  let cells: CellList
  private let residues: [Residue]

  /// Detects the receptor's bonds and types. O(atoms); some milliseconds.
  ///
  /// - Parameter torsionWeight: where an engine weighs torsions in its own way; nil takes the
  ///   scoring function's.
  /// - Throws: `DockingError` with code `receptor` where an atom has a type that no engine knows.
  public init(
    receptor: Receptor, function: ScoringFunction = .vina, torsionWeight: Double? = nil
  ) throws(DockingError) {
    let detection = BondDetection(
      positions: receptor.atoms.map(\.position), types: try Self.autoDockTypes(of: receptor))
    let found = detection.scoringTypes(detection.rigidBonds())

    var residues: [Residue] = []
    var place: [Residue: Int32] = [:]
    var positions: [SIMD3<Double>] = []
    var types: [XScoreType] = []
    var residueOfAtom: [Int32] = []
    for (atom, type) in zip(receptor.atoms, found) {
      guard let type else { continue }
      let residue = atom.residue
      if place[residue] == nil {
        place[residue] = Int32(residues.count)
        residues.append(residue)
      }
      positions.append(atom.position)
      types.append(type)
      residueOfAtom.append(place[residue] ?? 0)
    }
    potential = .of(function)
    self.torsionWeight = torsionWeight ?? function.parameters.torsionWeight
    self.positions = positions
    self.types = types
    self.residueOfAtom = residueOfAtom
    self.residues = residues
    cells = CellList(positions, edge: VinaPotential.cutoff)
  }

  private static func autoDockTypes(
    of receptor: Receptor
  ) throws(DockingError) -> [AutoDockType] {
    guard !receptor.atoms.isEmpty else {
      throw DockingError(.receptor, "receptor", "it has no atoms")
    }
    return try receptor.atoms.map { atom throws(DockingError) in
      guard let type = AutoDockType(rawValue: atom.type), !type.isGlue else {
        throw DockingError(
          .receptor, "atom \(atom.serial) (\(atom.residue))",
          "'\(atom.type)' is no AutoDock atom type; prepare the receptor as rigid PDBQT")
      }
      return type
    }
  }

  /// Energies between a ligand at `coordinates` (PDBQT order, Å) and the receptor.
  package func terms(of ligand: VinaLigand, at coordinates: [SIMD3<Double>]) -> VinaTerms {
    var atoms = [Double](repeating: 0, count: coordinates.count)
    var byResidue = [Double](repeating: 0, count: residues.count)
    var row = byResidue
    var touched: [Int] = []
    for (atom, type) in ligand.types.enumerated() where atom < coordinates.count {
      guard let type else { continue }
      let here = coordinates[atom]
      cells.forEach(near: here) { other in
        let d = here - positions[other]
        let energy = potential.energy(type, types[other], squaredDistance: (d * d).sum())
        guard energy != 0 else { return }
        atoms[atom] += energy
        let residue = Int(residueOfAtom[other])
        if row[residue] == 0 { touched.append(residue) }
        row[residue] += energy
      }
      let damping = VinaPotential.damping(atoms[atom])
      atoms[atom] *= damping
      for residue in touched {
        byResidue[residue] += row[residue] * damping
        row[residue] = 0
      }
      touched.removeAll(keepingCapacity: true)
    }
    let perResidue = residues.indices.filter { byResidue[$0] != 0 }
      .map { VinaTerms.ResidueEnergy(residue: residues[$0], energy: byResidue[$0]) }
    return VinaTerms(
      intermolecular: atoms.reduce(0, +), atoms: atoms, residues: perResidue,
      intramolecular: intramolecular(of: ligand, at: coordinates))
  }

  /// Energy within the ligand, kcal/mol.
  package func intramolecular(
    of ligand: VinaLigand, at coordinates: [SIMD3<Double>]
  ) -> Double {
    ligand.pairs.reduce(0) { sum, pair in
      guard pair.b < coordinates.count, let a = ligand.types[pair.a], let b = ligand.types[pair.b]
      else { return sum }
      let d = coordinates[pair.a] - coordinates[pair.b]
      let energy = potential.energy(a, b, squaredDistance: (d * d).sum())
      return sum + energy * VinaPotential.damping(energy)
    }
  }
}

/// Energies of one pose, kcal/mol; below zero is attraction.
public struct VinaTerms: Sendable {
  /// Sum over `atoms`, and over `residues`.
  public let intermolecular: Double
  /// Share of each ligand atom; 0 for hydrogens.
  public let atoms: [Double]
  /// Share of each residue within reach, in the order of the receptor file.
  public let residues: [ResidueEnergy]
  public let intramolecular: Double

  public struct ResidueEnergy: Sendable, Hashable {
    public let residue: Residue
    public let energy: Double
    public init(residue: Residue, energy: Double) {
      self.residue = residue
      self.energy = energy
    }
  }
}
