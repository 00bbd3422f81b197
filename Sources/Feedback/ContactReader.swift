import Docking
import Targets

/// Finds the contacts of poses with the residues of one target, by `InteractionRules`.
///
///     ContactReader(target: target).byMode(of: docked)[0].map(\.text)
///     // ["salt_bridge ASP121 3.1", "hydrophobic VAL122 3.6", …]
public struct ContactReader: Sendable {
  public let target: ProteinTarget
  package let site: BindingSite
  /// Literature names of the key residues, by their place in `site`.
  private let aliases: [Int: String]

  /// Reads the groups of the receptor around the search box once. O(receptor atoms).
  public init(target: ProteinTarget) {
    self.target = target
    site = BindingSite(receptor: target.receptor, box: target.box)
    var aliases: [Int: String] = [:]
    for key in target.keyResidues.reversed() {
      if let index = site.index(of: key) { aliases[index] = key.alias }
    }
    self.aliases = aliases
  }

  /// The contacts of each pose, best pose first; atoms are those of `docked.molecule`.
  ///
  /// O(poses · ligand atoms · site atoms).
  public func byMode(of docked: DockedLigand) -> [[Contact]] {
    byMode(of: docked, groups: LigandGroups(docked.molecule))
  }

  func neighbor(_ index: Int) -> Room.Neighbor {
    Room.Neighbor(residue: site.residues[index], alias: aliases[index])
  }

  func byMode(of docked: DockedLigand, groups: LigandGroups) -> [[Contact]] {
    docked.poses.map { pose in
      let ligand = PosedLigand(molecule: docked.molecule, groups: groups, pose: pose)
      return site.contacts(of: ligand).map { raw in
        Contact(
          kind: raw.kind, residue: site.residues[raw.residue], alias: aliases[raw.residue],
          atoms: raw.atoms, distance: raw.distance, angle: raw.angle)
      }
    }
  }
}

extension Contact {
  /// Kind, residue as the receptor file names it, and Å:
  /// `"salt_bridge ASP121 3.1"`, `"hydrogen_bond A:SER195 2.9"`.
  public var text: String { "\(kind.rawValue) \(residue) \(distance.fixed(1))" }
}
