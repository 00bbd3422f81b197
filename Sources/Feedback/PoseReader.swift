import Docking
import MoleculeGraph
import Perception
import Targets

/// Reads contacts and key residues off the poses of a ligand.
struct PoseReader {
  let target: ProteinTarget
  let site: BindingSite
  let docked: DockedLigand
  let groups: LigandGroups
  /// Contacts of each mode.
  let contactsByMode: [[Contact]]
  private let growth: GrowthPoints

  /// - Parameter written: the molecule before protonation.
  init(contacts: ContactReader, written: PerceivedMolecule, docked: DockedLigand) {
    target = contacts.target
    site = contacts.site
    self.docked = docked
    growth = GrowthPoints(
      written: written, docked: docked.molecule, coordinates: docked.poses[0].coordinates)
    groups = LigandGroups(docked.molecule)
    contactsByMode = contacts.byMode(of: docked, groups: groups)
  }

  /// Where the best pose leaves room.
  func room(in grid: PocketGrid, _ contacts: ContactReader) -> Room {
    let directed = contactsByMode[0].filter { $0.kind == .hydrogenBond || $0.kind == .saltBridge }
    let bridges = directed.filter { $0.kind == .saltBridge }
    let met = site.residues.indices.filter { index in
      bridges.contains { $0.residue == site.residues[index] }
    }
    return RoomSearch(
      contacts: contacts, grid: grid,
      pose: PosedLigand(molecule: docked.molecule, groups: groups, pose: docked.poses[0]),
      openAtoms: growth.atoms,
      bound: Set(directed.flatMap(\.atoms).filter { docked.molecule.hydrogens[Int($0)] == 1 }),
      metCharges: Set(met)
    ).room()
  }

  func readings() -> [KeyResidueReading] { target.keyResidues.map(reading) }

  private func reading(_ key: KeyResidue) -> KeyResidueReading {
    let wanted = key.role.contactKinds
    let found = contacts(with: key, mode: 0)
    let fitting = found.filter { wanted.contains($0.kind) }
    let partners = partners(for: key)
    let lower = fitting.isEmpty ? lowerMode(key, wanted) : nil
    let nearest = nearestPartner(partners, to: key)
    let counterparts = counterparts(of: key)
    return KeyResidueReading(
      key: key, contacts: fitting + found.filter { !wanted.contains($0.kind) },
      isMet: !fitting.isEmpty, lowerMode: lower,
      distance: distance(from: partners.isEmpty ? allAtoms : partners, to: key, mode: 0),
      partners: partners, nearestPartner: nearest,
      rival: rival(for: key), counterpart: counterparts.first,
      isCounterpartThere: nearest.map { atom in
        counterparts.contains { atoms(thatAre: $0).contains(atom) }
      } ?? false,
      closestApproach: closestApproach(of: partners, to: key),
      growthAtoms: growthAtoms(toward: key), nearestGrowth: nearestGrowth(toward: key))
  }

  private var allAtoms: [Int32] { Array(0..<Int32(docked.molecule.atomCount)) }

  private func contacts(with key: KeyResidue, mode: Int) -> [Contact] {
    contactsByMode[mode].filter { key.isPlaced(at: $0.residue) }
  }

  private func lowerMode(
    _ key: KeyResidue, _ wanted: Set<Contact.Kind>
  ) -> KeyResidueReading.LowerMode? {
    for mode in contactsByMode.indices.dropFirst() {
      guard let contact = contacts(with: key, mode: mode).first(where: { wanted.contains($0.kind) })
      else { continue }
      return KeyResidueReading.LowerMode(
        mode: mode + 1, contact: contact,
        energyAbove: docked.poses[mode].affinity - docked.poses[0].affinity)
    }
    return nil
  }

  /// Ligand atoms that could meet the residue as its role asks.
  private func partners(for key: KeyResidue) -> [Int32] {
    let atoms: [Int32] =
      switch key.role {
      case .saltBridge:
        groups.charged.filter { $0.isPositive == (key.wantedCharge > 0) }.flatMap(\.atoms)
      case .hydrogenBond: atoms(thatAre: .acceptor) + atoms(thatAre: .donor)
      case .hydrophobic: groups.hydrophobes
      case .aromatic: groups.rings.flatMap(\.self)
      case .covalent, .catalytic: []
      }
    return Set(atoms).sorted()
  }

  private func distance(from atoms: [Int32], to key: KeyResidue, mode: Int) -> Double? {
    let points = residuePoints(key)
    let coordinates = docked.poses[mode].coordinates
    return atoms.flatMap { atom in
      points.map { Geometry.distance(coordinates[Int(atom)], $0) }
    }.min()
  }

  private func rival(for key: KeyResidue) -> String? {
    guard key.role == .saltBridge else { return nil }
    let charges = groups.charged.filter { $0.isPositive == (key.wantedCharge > 0) }
    let bridges = contactsByMode[0].filter {
      $0.kind == .saltBridge && !key.isPlaced(at: $0.residue)
    }
    let holders = charges.map { charge in
      bridges.first { !Set($0.atoms).isDisjoint(with: charge.atoms) }?.residue
    }
    guard !holders.contains(nil), let holder = holders.first ?? nil else { return nil }
    return target.keyResidues.first { $0.isPlaced(at: holder) }?.label ?? holder.label(alias: nil)
  }

  /// What the residue's nearest free polar atom takes, the better first.
  private func counterparts(of key: KeyResidue) -> [Statement.Wanted] {
    guard key.role == .hydrogenBond, let index = site.index(of: key) else { return [] }
    let (donors, acceptors) = site.freePolarAtoms(of: index)
    let ligand = docked.poses[0].coordinates
    func nearest(_ points: [SIMD3<Double>]) -> Double {
      points.flatMap { point in ligand.map { Geometry.distance($0, point) } }.min() ?? .infinity
    }
    let (toDonor, toAcceptor) = (nearest(donors), nearest(acceptors))
    // A hydroxyl takes either; an acceptor costs a ligand less.
    if toAcceptor == toDonor { return [.acceptor, .donor] }
    return toAcceptor < toDonor ? [.donor] : [.acceptor]
  }

  private func atoms(thatAre wanted: Statement.Wanted) -> [Int32] {
    switch wanted {
    case .acceptor: groups.acceptors
    case .donor: docked.poses[0].hydrogens.map(\.parent)
    default: []
    }
  }

  private func nearestPartner(_ atoms: [Int32], to key: KeyResidue) -> Int32? {
    atoms.map { (atom: $0, distance: distance(from: [$0], to: key, mode: 0) ?? .infinity) }
      .min { ($0.distance, $0.atom) < ($1.distance, $1.atom) }?.atom
  }

  private func closestApproach(
    of atoms: [Int32], to key: KeyResidue
  ) -> KeyResidueReading.Approach? {
    docked.poses.indices.compactMap { mode in
      distance(from: atoms, to: key, mode: mode).map {
        KeyResidueReading.Approach(mode: mode + 1, distance: $0)
      }
    }.min { ($0.distance, $0.mode) < ($1.distance, $1.mode) }
  }

  /// The atoms of a residue that the role is about: the charged ones for a salt bridge, the polar
  /// ones for a hydrogen bond, the greasy ones for a hydrophobic contact.
  private func residuePoints(_ key: KeyResidue) -> [SIMD3<Double>] {
    guard let index = site.index(of: key) else { return [] }
    let points: [SIMD3<Double>] =
      switch key.role {
      case .saltBridge: site.charged.first { $0.residue == index }?.atoms ?? []
      case .hydrogenBond:
        site.donors.filter { $0.residue == index }.map(\.position)
          + site.acceptors.filter { $0.residue == index }.map(\.position)
      case .hydrophobic: site.hydrophobes.filter { $0.residue == index }.map(\.position)
      case .aromatic, .covalent, .catalytic: []
      }
    return points.isEmpty ? site.heavyAtoms[index] : points
  }

  /// Farther than this a group of some atoms does not reach, Å.
  private static let longestReach = 8.0

  /// Atoms that can carry what the residue asks for: an amine or acid goes on carbon.
  private func carriers(for key: KeyResidue) -> [Int32] {
    guard key.role == .saltBridge else { return growth.atoms }
    return growth.atoms.filter { docked.molecule.atoms[Int($0)].element == .carbon }
  }

  private func growthAtoms(toward key: KeyResidue) -> [KeyResidueReading.Growth] {
    let points = residuePoints(key)
    return carriers(for: key).compactMap { atom -> KeyResidueReading.Growth? in
      guard let reading = growth.reading(atom, toward: points), reading.isFacing,
        reading.distance <= Self.longestReach
      else { return nil }
      return KeyResidueReading.Growth(atom: atom, distance: reading.distance)
    }
    .sorted { ($0.distance, $0.atom) < ($1.distance, $1.atom) }.prefix(3).map(\.self)
  }

  private func nearestGrowth(toward key: KeyResidue) -> KeyResidueReading.Growth? {
    let points = residuePoints(key)
    return carriers(for: key).compactMap { atom in
      growth.reading(atom, toward: points).map {
        KeyResidueReading.Growth(atom: atom, distance: $0.distance)
      }
    }.min { ($0.distance, $0.atom) < ($1.distance, $1.atom) }
  }
}
