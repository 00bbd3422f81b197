import Conformers
import Docking
import Foundation
import MoleculeGraph
import Perception

/// A molecule laid into the pose of the one that it was made from: kept atoms where they were, a new
/// group turned to where it has most room. What it would score there is a guess of what docking
/// will find, by the same function; the molecule may also move.
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
  /// With the receptor, of each atom, kcal/mol.
  private let energies: [Double]
  /// What atoms of the ligand that are too near to each other cost, kcal/mol.
  private let clash: Double
  /// 1 + w·N of Vina's function, and what each further rotatable bond adds to it.
  private let torsionFactor: Double
  private let torsionWeight: Double
  private let pocket: PocketGrid

  /// The best pose of a docked molecule; nil where its energies or its pocket are not known.
  package init?(_ findings: Findings) {
    guard let terms = findings.terms, let pocket = findings.pocket,
      let pose = findings.docked.poses.first, let factor = pose.energy?.torsionFactor,
      terms.atoms.count == findings.molecule.atomCount
    else { return nil }
    molecule = findings.molecule
    places = pose.coordinates
    energies = terms.atoms
    clash = 0
    torsionFactor = factor
    torsionWeight =
      findings.docked.torsions > 0 ? (factor - 1) / findings.docked.torsions : Self.vinaWeight
    self.pocket = pocket
  }

  private init(
    _ molecule: PerceivedMolecule, _ places: [Point], _ energies: [Double], _ clash: Double,
    torsionFactor: Double, from other: LaidPose
  ) {
    self.molecule = molecule
    self.places = places
    self.energies = energies
    self.clash = clash
    self.torsionFactor = torsionFactor
    torsionWeight = other.torsionWeight
    pocket = other.pocket
  }

  /// Vina's weight of a torsion (Trott and Olson, J. Comput. Chem. 31, 455, 2010, table 1), for a
  /// molecule that has none to read it off.
  private static let vinaWeight = 0.05846

  /// With the receptor, and what atoms of the ligand cost that are too near to each other, kcal/mol.
  package var energy: Double { energies.reduce(0, +) + clash }

  /// What the pose would score, kcal/mol.
  package var affinity: Double { energy / torsionFactor }

  /// The edited molecule in this pose; nil where an atom has no place, or a new bond no fitting
  /// length.
  ///
  /// - Parameter origins: the atom of this molecule that each atom was, −1 for new ones.
  package func laid(
    _ edited: PerceivedMolecule, origins: [Int32], addition: Addition?
  ) -> LaidPose? {
    var places = [Point](repeating: .zero, count: edited.atomCount)
    var isPlaced = [Bool](repeating: false, count: edited.atomCount)
    var energies = [Double](repeating: 0, count: edited.atomCount)
    for (atom, origin) in origins.enumerated() where origin >= 0 {
      places[atom] = self.places[Int(origin)]
      isPlaced[atom] = true
    }
    guard keepsBonds(edited, isPlaced, places) else { return nil }
    for (atom, origin) in origins.enumerated() where origin >= 0 {
      let kind = Self.kind(Int32(atom), edited)
      if kind == Self.kind(origin, molecule) {
        energies[atom] = self.energies[Int(origin)]
      } else {
        guard let energy = energy(kind, at: places[atom]) else { return nil }
        energies[atom] = energy
      }
    }
    var clash = self.clash
    if let addition {
      let search = Placement(
        edited: edited, addition: addition, places: places, isPlaced: isPlaced,
        kinds: addition.atoms.map { Self.kind($0, edited) }, pocket: pocket)
      guard let found = search.best() else { return nil }
      for (index, atom) in addition.atoms.enumerated() {
        places[Int(atom)] = found.places[index]
        isPlaced[Int(atom)] = true
        energies[Int(atom)] = found.energies[index]
      }
      clash += found.clash
    }
    guard isPlaced.allSatisfy(\.self), Self.hasItsStereo(edited, places) else { return nil }
    let rotors = edited.rotatableBonds.count - molecule.rotatableBonds.count
    return LaidPose(
      edited, places, energies, clash,
      torsionFactor: max(1, torsionFactor + torsionWeight * Double(rotors)), from: self)
  }

  /// Whether atoms that keep their places and are bound now are as far apart as a bond.
  private func keepsBonds(
    _ edited: PerceivedMolecule, _ isPlaced: [Bool], _ places: [Point]
  ) -> Bool {
    edited.bonds.allSatisfy { bond in
      let (a, b) = (Int(bond.begin), Int(bond.end))
      return !isPlaced[a] || !isPlaced[b] || Geometry.distance(places[a], places[b]) < 2
    }
  }

  // MARK: Stereo

  /// The molecule with the stereo that it leaves open as the pose has it.
  package var settled: PerceivedMolecule { Self.check(molecule, places).settled }

  private static func hasItsStereo(_ molecule: PerceivedMolecule, _ places: [Point]) -> Bool {
    guard molecule.hasStereo else { return true }
    return check(molecule, places).stereoFaults.isEmpty
  }

  /// Hydrogens are put opposite to the bonds of their atoms, which tells the hand of those with one.
  private static func check(_ molecule: PerceivedMolecule, _ places: [Point]) -> StructureCheck {
    var all = places
    for atom in 0..<molecule.atomCount where molecule.hydrogens[atom] > 0 {
      let here = places[atom]
      let outward = molecule.graph.neighbors(of: Int32(atom)).reduce(Point.zero) { sum, other in
        let bond = places[Int(other)] - here
        return sum - bond / max(Geometry.length(bond), 1e-6)
      }
      all += [Point](repeating: here + outward, count: Int(molecule.hydrogens[atom]))
    }
    return StructureCheck(molecule, places: all)
  }

  /// A part of the molecule as it lies here.
  package func shape(_ members: [Int32], root: Int32, carrier: Int32) -> GroupShape? {
    GroupShape(of: molecule, members: members, root: root, carrier: carrier, at: places)
  }

  // MARK: Kinds of atoms

  /// What an atom is to the scoring function.
  enum Kind { case hydrophobe, polarCarbon, donor, acceptor, both }

  static func kind(_ atom: Int32, _ molecule: PerceivedMolecule) -> Kind {
    let view = MoleculeView(molecule)
    let hasHydrogen = molecule.hydrogens[Int(atom)] > 0
    switch view.element(atom) {
    case .carbon:
      return view.neighbors(atom).contains { !greasy.contains(view.element($0)) }
        ? .polarCarbon : .hydrophobe
    case .fluorine, .chlorine, .bromine, .iodine: return .hydrophobe
    case .oxygen: return hasHydrogen ? .both : .acceptor
    case .nitrogen:
      if hasHydrogen || isBasic(atom, view) { return .donor }
      return molecule.graph.degree(of: atom) < 3 ? .acceptor : .polarCarbon
    default: return .polarCarbon
    }
  }

  private static let greasy: Set<Element> = [.carbon, .hydrogen]

  /// An amine that carries a proton at pH 7.4.
  private static func isBasic(_ atom: Int32, _ view: MoleculeView) -> Bool {
    !view.isUnsaturated(atom)
      && view.neighbors(atom).allSatisfy {
        view.element($0) == .carbon && !view.isUnsaturated($0)
      }
  }

  private func energy(_ kind: Kind, at place: Point) -> Double? {
    pocket.energies(at: place).map { Self.energy(kind, $0) }
  }

  static func energy(_ kind: Kind, _ energies: ProbeEnergies) -> Double {
    switch kind {
    case .hydrophobe: energies.hydrophobe
    case .polarCarbon: energies.polarCarbon
    case .donor: energies.donor
    case .acceptor: energies.acceptor
    case .both: min(energies.donor, energies.acceptor)
    }
  }
}
