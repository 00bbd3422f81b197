import Conformers
import Docking
import MoleculeGraph
import Perception

/// A molecule laid into the pose of the one that it was made from: kept atoms where they were, a
/// new group turned to where it has most room, then all of it moved downhill to the nearest minimum
/// of Vina's function. What it scores there is a guess of what docking will find: no other pose is
/// looked for.
package struct LaidPose: Sendable {
  package typealias Point = SIMD3<Double>

  /// A group that an edit put on an atom.
  package struct Addition: Sendable {
    /// Atom of the edited molecule that carries it.
    package let carrier: Int32
    /// Its atoms in the edited molecule, in the order of the shape.
    package let atoms: [Int32]
    package let shape: GroupShape

    package init(carrier: Int32, atoms: [Int32], shape: GroupShape) {
      self.carrier = carrier
      self.atoms = atoms
      self.shape = shape
    }
  }

  private let molecule: PerceivedMolecule
  /// Of its atoms, Å.
  package let places: [Point]
  /// With the receptor, kcal/mol.
  package let energy: Double
  /// What the pose would score, kcal/mol.
  package let affinity: Double
  private let maps: AffinityMaps

  /// The best pose of a docked molecule; nil where its energies or its maps are not known.
  package init?(_ findings: Findings) {
    guard let terms = findings.terms, let maps = findings.maps,
      let pose = findings.docked.poses.first, let factor = pose.energy?.torsionFactor,
      terms.atoms.count == findings.molecule.atomCount
    else { return nil }
    molecule = findings.molecule
    places = pose.coordinates
    energy = terms.intermolecular
    affinity = energy / factor
    self.maps = maps
  }

  /// A minimum that was found for a molecule.
  init(
    _ molecule: PerceivedMolecule, _ pose: LocalOptimization.Pose, by search: LocalOptimization,
    maps: AffinityMaps
  ) {
    self.molecule = molecule
    places = pose.places
    energy = search.intermolecular(of: pose)
    affinity = energy / search.torsionFactor
    self.maps = maps
  }

  /// The edited molecule in this pose; nil where too little of it has a place.
  ///
  /// - Parameters:
  ///   - origins: the atom of this molecule that each atom was, −1 for new ones.
  ///   - addition: the group that the edit put on an atom, where its shape is known; what else is
  ///     new or has lost its place is built anew.
  package func laid(
    _ edited: PerceivedMolecule, origins: [Int32], addition: Addition?
  ) -> LaidPose? {
    var isKept = origins.map { $0 >= 0 }
    let places = origins.map { $0 < 0 ? .zero : self.places[Int($0)] }
    var addition = addition
    let added = Set(addition?.atoms ?? [])
    let isWhole = isKept.indices.allSatisfy { isKept[$0] || added.contains(Int32($0)) }
    if !isWhole || !keepsBonds(edited, isKept, places) {
      guard let remainder = PoseRemainder(edited, isPlaced: isKept, places: places) else {
        return nil
      }
      isKept = remainder.isKept
      addition = remainder.rest
    }
    let search = LocalOptimization(FlexibleLigand(edited), maps: maps)
    var starts = [places]
    if let addition {
      starts = Placement(
        edited: edited, addition: addition, places: places, isKept: isKept, scoring: search
      ).best().map { group in
        var start = places
        for (index, atom) in addition.atoms.enumerated() { start[Int(atom)] = group[index] }
        return start
      }
    }
    let best = starts.filter { Self.hasItsStereo(edited, $0) }.map { search.minimum(from: $0) }
      .min { $0.energy < $1.energy }
    return best.map { LaidPose(edited, $0, by: search, maps: maps) }
  }

  /// Whether atoms that keep their places and are bound now are as far apart as a bond.
  private func keepsBonds(
    _ edited: PerceivedMolecule, _ isKept: [Bool], _ places: [Point]
  ) -> Bool {
    edited.bonds.allSatisfy { bond in
      let (a, b) = (Int(bond.begin), Int(bond.end))
      return !isKept[a] || !isKept[b] || Self.hasBondLength(bond, of: edited, at: places)
    }
  }

  /// Whether the ends of a bond are near enough: within 1.3 times the sum of their covalent radii
  /// (chosen, 2 Å between carbons; atoms two bonds apart are at 2.2 Å and more).
  static func hasBondLength(
    _ bond: Bond, of molecule: PerceivedMolecule, at places: [Point]
  ) -> Bool {
    let (a, b) = (Int(bond.begin), Int(bond.end))
    let usual = molecule.atoms[a].element.covalentRadius + molecule.atoms[b].element.covalentRadius
    return Geometry.distance(places[a], places[b]) < 1.3 * usual
  }

  // MARK: Stereo

  /// The molecule with the stereo that it leaves open as the pose has it.
  package var settled: PerceivedMolecule { StructureCheck(molecule, heavyPlaces: places).settled }

  private static func hasItsStereo(_ molecule: PerceivedMolecule, _ places: [Point]) -> Bool {
    guard molecule.hasStereo else { return true }
    return StructureCheck(molecule, heavyPlaces: places).stereoFaults.isEmpty
  }

  /// A part of the molecule as it lies here.
  package func shape(_ members: [Int32], root: Int32, carrier: Int32) -> GroupShape? {
    GroupShape(of: molecule, members: members, root: root, carrier: carrier, at: places)
  }
}
