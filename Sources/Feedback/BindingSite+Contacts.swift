import Conformers
import Docking
import MoleculeGraph
import Perception
import Targets

/// A contact before the residue gets its literature name.
struct RawContact {
  let kind: Contact.Kind
  let residue: Int
  let atoms: [Int32]
  let distance: Double
  let angle: Double?
  /// The receptor's atoms of it, for the kinds where another contact may rest on the same ones.
  var partners: [SIMD3<Double>] = []
}

/// One pose with its ligand's groups.
struct PosedLigand {
  let molecule: PerceivedMolecule
  let groups: LigandGroups
  let coordinates: [SIMD3<Double>]
  let hydrogens: [Structure3D.Hydrogen]

  init(molecule: PerceivedMolecule, groups: LigandGroups, pose: Pose) {
    self.molecule = molecule
    self.groups = groups
    coordinates = pose.coordinates
    hydrogens = pose.hydrogens
  }

  func points(_ atoms: [Int32]) -> [SIMD3<Double>] { atoms.map { coordinates[Int($0)] } }

  func element(_ atom: Int32) -> Element { molecule.atoms[Int(atom)].element }
}

extension BindingSite {
  /// Every contact of a pose by the rules of `InteractionRules`, in a fixed order.
  ///
  /// As in the profiler, a hydrogen bond between the atoms of a salt bridge is not listed again, a
  /// hydrogen makes one hydrogen bond, the straightest, a ring that stacks on a charged histidine
  /// makes no cation–π contact with it too, and hydrophobic contacts between stacked rings are left
  /// out. Hydrophobic contacts are grouped by residue. O(ligand atoms · site atoms).
  func contacts(of ligand: PosedLigand) -> [RawContact] {
    let bridges = saltBridges(ligand)
    let stacks = piStacking(ligand)
    let cations = cationPi(ligand).filter { contact in
      !stacks.contains { $0.residue == contact.residue && $0.atoms == contact.atoms }
    }
    return bridges + hydrogenBonds(ligand, besides: bridges) + stacks + cations
      + halogenBonds(ligand) + metalContacts(ligand) + hydrophobicContacts(ligand, stacks: stacks)
  }

  private func saltBridges(_ ligand: PosedLigand) -> [RawContact] {
    ligand.groups.charged.flatMap { group in
      let center = Geometry.center(ligand.points(group.atoms))
      return charged.compactMap { partner -> RawContact? in
        guard partner.isPositive != group.isPositive else { return nil }
        let distance = Geometry.distance(center, partner.center)
        guard distance > InteractionRules.shortestDistance,
          distance <= InteractionRules.saltBridgeDistance
        else { return nil }
        // The rule is about the centers; what is told is the distance of the nearest atoms.
        let nearest = ligand.points(group.atoms).flatMap { point in
          partner.atoms.map { Geometry.distance(point, $0) }
        }.min()
        return RawContact(
          kind: .saltBridge, residue: partner.residue, atoms: group.atoms,
          distance: nearest ?? distance, angle: nil, partners: partner.atoms)
      }
    }
  }

  private func hydrogenBonds(_ ligand: PosedLigand, besides bridges: [RawContact]) -> [RawContact] {
    func straightest(_ bonds: [RawContact]) -> RawContact? {
      let free = bonds.filter { bond in
        !bridges.contains {
          $0.residue == bond.residue && !Set($0.atoms).isDisjoint(with: bond.atoms)
            && !Set($0.partners).isDisjoint(with: bond.partners)
        }
      }
      return free.max { ($0.angle ?? 0, -$0.distance) < ($1.angle ?? 0, -$1.distance) }
    }
    var bonds = ligand.hydrogens.compactMap { straightest(self.bonds(from: $0, ligand)) }
    for donor in donors {
      let found = ligand.groups.acceptors.compactMap { acceptor in
        bond(
          donor: donor.position, hydrogen: donor.hydrogen,
          acceptor: ligand.coordinates[Int(acceptor)], residue: donor.residue, atom: acceptor,
          partner: donor.position)
      }
      if let best = straightest(found) { bonds.append(best) }
    }
    // Several hydrogens of one group may point at the same atom: the shortest stands for them.
    var kept: [RawContact] = []
    for bond in bonds.sorted(by: { ($0.residue, $0.distance) < ($1.residue, $1.distance) })
    where !kept.contains(where: { $0.residue == bond.residue && $0.atoms == bond.atoms }) {
      kept.append(bond)
    }
    return kept
  }

  private func bonds(from hydrogen: Structure3D.Hydrogen, _ ligand: PosedLigand) -> [RawContact] {
    let element = ligand.element(hydrogen.parent)
    guard element == .nitrogen || element == .oxygen else { return [] }
    return acceptors.compactMap { acceptor in
      bond(
        donor: ligand.coordinates[Int(hydrogen.parent)], hydrogen: hydrogen.position,
        acceptor: acceptor.position, residue: acceptor.residue, atom: hydrogen.parent,
        partner: acceptor.position)
    }
  }

  private func bond(
    donor: Point, hydrogen: Point, acceptor: Point, residue: Int, atom: Int32, partner: Point
  ) -> RawContact? {
    let distance = Geometry.distance(donor, acceptor)
    guard distance > InteractionRules.shortestDistance,
      distance <= InteractionRules.hydrogenBondDistance
    else { return nil }
    let angle = Geometry.angle(donor, hydrogen, acceptor)
    guard angle >= InteractionRules.hydrogenBondAngle else { return nil }
    return RawContact(
      kind: .hydrogenBond, residue: residue, atoms: [atom], distance: distance, angle: angle,
      partners: [partner])
  }

  private func piStacking(_ ligand: PosedLigand) -> [RawContact] {
    ligand.groups.rings.flatMap { atoms in
      let points = ligand.points(atoms)
      let center = Geometry.center(points)
      let normal = Geometry.normal(ofRing: points)
      return rings.compactMap { ring -> RawContact? in
        let distance = Geometry.distance(center, ring.center)
        guard distance > InteractionRules.shortestDistance,
          distance <= InteractionRules.piStackingDistance
        else { return nil }
        let angle = Geometry.planeAngle(normal, ring.normal)
        let offset = min(
          Geometry.offset(of: center, fromRing: ring.center, normal: ring.normal),
          Geometry.offset(of: ring.center, fromRing: center, normal: normal))
        let deviation = InteractionRules.piStackingDeviation
        guard offset <= InteractionRules.ringOffset, angle <= deviation || angle >= 90 - deviation
        else { return nil }
        return RawContact(
          kind: .piStacking, residue: ring.residue, atoms: atoms.sorted(), distance: distance,
          angle: angle)
      }
    }
  }

  private func cationPi(_ ligand: PosedLigand) -> [RawContact] {
    var found: [RawContact] = []
    for group in ligand.groups.charged where group.isPositive {
      let center = Geometry.center(ligand.points(group.atoms))
      for ring in rings {
        guard
          let distance = Self.cationPiDistance(
            charge: center, ring: ring.center, normal: ring.normal)
        else { continue }
        found.append(
          RawContact(
            kind: .cationPi, residue: ring.residue, atoms: group.atoms, distance: distance,
            angle: nil))
      }
    }
    for atoms in ligand.groups.rings {
      let points = ligand.points(atoms)
      let center = Geometry.center(points)
      for partner in charged where partner.isPositive {
        guard
          let distance = Self.cationPiDistance(
            charge: partner.center, ring: center, normal: Geometry.normal(ofRing: points))
        else { continue }
        found.append(
          RawContact(
            kind: .cationPi, residue: partner.residue, atoms: atoms.sorted(), distance: distance,
            angle: nil))
      }
    }
    return found
  }

  private static func cationPiDistance(charge: Point, ring: Point, normal: Point) -> Double? {
    let distance = Geometry.distance(charge, ring)
    guard distance > InteractionRules.shortestDistance,
      distance <= InteractionRules.cationPiDistance,
      Geometry.offset(of: charge, fromRing: ring, normal: normal) <= InteractionRules.ringOffset
    else { return nil }
    return distance
  }

  private func halogenBonds(_ ligand: PosedLigand) -> [RawContact] {
    ligand.groups.halogens.flatMap { halogen, carbon in
      let tip = ligand.coordinates[Int(halogen)]
      return acceptors.compactMap { acceptor -> RawContact? in
        let distance = Geometry.distance(tip, acceptor.position)
        guard distance > InteractionRules.shortestDistance,
          distance <= InteractionRules.halogenBondDistance
        else { return nil }
        let angle = Geometry.angle(ligand.coordinates[Int(carbon)], tip, acceptor.position)
        let deviation = InteractionRules.halogenDeviation
        guard abs(angle - InteractionRules.halogenDonorAngle) <= deviation,
          acceptor.neighbors.contains(where: {
            let other = Geometry.angle(tip, acceptor.position, $0)
            return abs(other - InteractionRules.halogenAcceptorAngle) <= deviation
          })
        else { return nil }
        return RawContact(
          kind: .halogenBond, residue: acceptor.residue, atoms: [halogen], distance: distance,
          angle: angle)
      }
    }
  }

  private func metalContacts(_ ligand: PosedLigand) -> [RawContact] {
    metals.flatMap { metal in
      ligand.groups.acceptors.compactMap { atom -> RawContact? in
        let distance = Geometry.distance(metal.position, ligand.coordinates[Int(atom)])
        guard distance > InteractionRules.shortestDistance,
          distance <= InteractionRules.metalDistance
        else { return nil }
        return RawContact(
          kind: .metal, residue: metal.residue, atoms: [atom], distance: distance, angle: nil)
      }
    }
  }

  private func hydrophobicContacts(_ ligand: PosedLigand, stacks: [RawContact]) -> [RawContact] {
    var nearest: [Int: (atoms: Set<Int32>, distance: Double)] = [:]
    for site in hydrophobes {
      let stacked = stacks.filter { $0.residue == site.residue }
      for atom in ligand.groups.hydrophobes {
        let distance = Geometry.distance(site.position, ligand.coordinates[Int(atom)])
        guard distance > InteractionRules.shortestDistance,
          distance <= InteractionRules.hydrophobicDistance,
          !stacked.contains(where: { $0.atoms.contains(atom) })
        else { continue }
        let known = nearest[site.residue]
        nearest[site.residue] = (
          (known?.atoms ?? []).union([atom]), min(known?.distance ?? .infinity, distance)
        )
      }
    }
    return nearest.keys.sorted().compactMap { residue in
      nearest[residue].map {
        RawContact(
          kind: .hydrophobic, residue: residue, atoms: $0.atoms.sorted(), distance: $0.distance,
          angle: nil)
      }
    }
  }
}
