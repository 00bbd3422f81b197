/// Finds bonds by distance as Vina does: it reads no bonds from a file, and atom types and the
/// torsion count depend on what it finds.
///
/// Two atoms that do not move against each other are bonded if they are closer than 1.1 times the
/// sum of their covalent radii, and if no third atom that moves with both is closer to each of them
/// than they are to each other. (So the longest bond of a three-membered ring is not seen.)
struct BondDetection {
  /// How two atoms of a torsion tree move against each other.
  enum Mobility { case variable, fixed, rotor }

  struct FoundBond: Hashable, Sendable {
    let a: Int
    let b: Int
    /// Whether it is the axis of a branch.
    let isRotor: Bool
  }

  static let allowance = 1.1

  let positions: [SIMD3<Double>]
  let types: [AutoDockType]

  /// Bonds of a rigid body. O(atoms).
  func rigidBonds() -> [FoundBond] {
    let widest = types.map(\.covalentRadius).max() ?? 0
    let cells = CellList(positions, edge: max(2, 2 * Self.allowance * widest))
    var nearby: [Int] = []
    return bonds(
      candidates: { atom in
        nearby.removeAll(keepingCapacity: true)
        cells.forEach(near: positions[atom]) { if $0 != atom { nearby.append($0) } }
        return nearby
      }, mobility: { _, _ in .fixed })
  }

  /// Bonds of a ligand with its torsion tree. O(atoms²).
  func bonds(mobility: (Int, Int) -> Mobility) -> [FoundBond] {
    bonds(
      candidates: { atom in
        (0..<positions.count).filter { $0 != atom && mobility(atom, $0) != .variable }
      }, mobility: mobility)
  }

  private func bonds(
    candidates: (Int) -> [Int], mobility: (Int, Int) -> Mobility
  ) -> [FoundBond] {
    var found: [FoundBond] = []
    for atom in 0..<positions.count {
      let others = candidates(atom)
      for other in others where other > atom {
        let limit =
          Self.allowance * (types[atom].covalentRadius + types[other].covalentRadius)
        let squared = squaredDistance(atom, other)
        guard squared < limit * limit else { continue }
        let isShadowed = others.contains { third in
          third != other && squaredDistance(atom, third) < squared
            && squaredDistance(other, third) < squared && mobility(other, third) != .variable
        }
        guard !isShadowed else { continue }
        found.append(FoundBond(a: atom, b: other, isRotor: mobility(atom, other) == .rotor))
      }
    }
    return found.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  private func squaredDistance(_ a: Int, _ b: Int) -> Double {
    let d = positions[a] - positions[b]
    return (d * d).sum()
  }

  /// Scoring types from AutoDock types and found bonds.
  func scoringTypes(_ bonds: [FoundBond]) -> [XScoreType?] {
    var besideHeteroatom = [Bool](repeating: false, count: types.count)
    var besidePolarHydrogen = besideHeteroatom
    for bond in bonds {
      for (atom, other) in [(bond.a, bond.b), (bond.b, bond.a)] {
        if types[other].isHeteroatom { besideHeteroatom[atom] = true }
        if types[other] == .polarHydrogen { besidePolarHydrogen[atom] = true }
      }
    }
    return types.indices.map {
      XScoreType(
        types[$0], besideHeteroatom: besideHeteroatom[$0],
        besidePolarHydrogen: besidePolarHydrogen[$0])
    }
  }
}
