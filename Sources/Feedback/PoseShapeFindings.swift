import Conformers
import Docking
import MoleculeGraph
import Perception

extension PoseStrain {
  /// Above 9 kcal/mol, as a tenth of bound ligands in crystal structures (Perola and Charifson, J.
  /// Med. Chem. 47, 2499, 2004).
  var isHigh: Bool { energy > Self.common }
  static let common = 9.0
}

/// Says which atoms of the best pose stand outside the pocket, and whether its shape costs the
/// molecule too much.
struct PoseShapeFindings {
  let writer: StatementWriter
  let site: BindingSite
  let docked: DockedLigand

  /// No heavy atom of the receptor is nearer to an atom outside the pocket, Å: a layer of water
  /// fits between.
  private static let nearest = 5.0
  /// Connected atoms that are worth a word.
  private static let fewest = 3

  func statements() -> [Statement] { [outside(), strained()].compactMap(\.self) }

  private func outside() -> Statement? {
    let places = docked.poses[0].coordinates
    let far = places.indices.filter { atom in
      !site.heavyAtoms.contains { residue in
        residue.contains { Geometry.distance($0, places[atom]) < Self.nearest }
      }
    }
    guard let group = largestGroup(of: Set(far.map { Int32($0) })), group.count >= Self.fewest
    else {
      return nil
    }
    let share = Double(group.count) / Double(places.count)
    let mayGo = hangsByOneBond(Set(group))
    return writer.statement(
      .outsidePocket, min(0.7, 0.2 + share),
      "\(group.count) connected atoms of the best pose stand outside the pocket: no atom of the "
        + "receptor is within \(Self.nearest.fixed(0)) Å of any.",
      evidence: [
        .init("heavy_atoms", Double(group.count)), .init("receptor_distance_over", Self.nearest),
      ], atoms: group,
      implication: mayGo
        ? "They meet water alone: without them the molecule binds as well, and a polar group there "
          + "costs nothing."
        : "They meet water alone, and hold together what does not: a polar group there costs "
          + "nothing.",
      suggestion: mayGo ? .init(.remove, wanted: .lowerWeight) : .init(.change))
  }

  /// Whether a single bond outside rings is all that ties some atoms to the rest, so that they can
  /// be left out.
  private func hangsByOneBond(_ group: Set<Int32>) -> Bool {
    let molecule = docked.molecule
    let ties = molecule.bonds.indices.filter {
      group.contains(molecule.bonds[$0].begin) != group.contains(molecule.bonds[$0].end)
    }
    guard ties.count == 1, let tie = ties.first else { return false }
    return molecule.kekuleOrders[tie] == .single && !molecule.rings.contains(bond: Int32(tie))
  }

  /// The largest set of atoms that hang together without others; of equals that of the lowest atom.
  private func largestGroup(of atoms: Set<Int32>) -> [Int32]? {
    var left = atoms
    var largest: [Int32] = []
    for first in atoms.sorted() where left.remove(first) != nil {
      var group = [first]
      var next = 0
      while next < group.count {
        for neighbor in docked.molecule.graph.neighbors(of: group[next])
        where left.remove(neighbor) != nil {
          group.append(neighbor)
        }
        next += 1
      }
      if group.count > largest.count { largest = group }
    }
    return largest.isEmpty ? nil : largest.sorted()
  }

  private func strained() -> Statement? {
    guard let strain = docked.strain, strain.isHigh else { return nil }
    return writer.statement(
      .strained, min(0.7, 0.3 + (strain.energy - PoseStrain.common) / 30),
      "The best pose lies \(strain.energy.fixed(1)) kcal/mol above the free molecule "
        + "(\(strain.forceField)), which the docking score does not count; of bound ligands in crystal "
        + "structures one in ten has more than \(PoseStrain.common.fixed(0)).",
      evidence: [.init("strain", strain.energy)],
      implication: "Its affinity is likely overrated: a group that lets the molecule rest in this "
        + "shape, or less crowding, makes it real.",
      suggestion: .init(.change))
  }
}
