import MoleculeGraph
import Perception

/// The kind of scaffold in words.
struct ScaffoldClass {
  private let molecule: PerceivedMolecule
  /// Rings by index, grouped into systems that share atoms.
  private let systems: [[Int]]

  init(_ molecule: PerceivedMolecule) {
    self.molecule = molecule
    let rings = molecule.rings.atomRings.map(Set.init)
    var groups: [[Int]] = []
    for ring in rings.indices {
      var merged = [ring]
      groups.removeAll { group in
        guard group.contains(where: { !rings[$0].isDisjoint(with: rings[ring]) }) else {
          return false
        }
        merged += group
        return true
      }
      groups.append(merged.sorted())
    }
    systems = groups
  }

  var name: String {
    // IUPAC counts rings of twelve and more atoms as macrocycles.
    if molecule.rings.atomRings.contains(where: { $0.count >= 12 }) { return "macrocycle" }
    switch systems.count {
    case 0: return "acyclic"
    case 1: return systems[0].count == 1 ? singleRing(systems[0][0]) : fusedSystem(systems[0])
    default: return "\(word(systems.count)) linked ring systems"
    }
  }

  private func singleRing(_ ring: Int) -> String {
    let atoms = molecule.rings.atomRings[ring].map { molecule.atoms[Int($0)] }
    let isAromatic = molecule.rings.bondRings[ring].allSatisfy {
      molecule.bonds[Int($0)].order == .aromatic
    }
    let isCarbocycle = atoms.allSatisfy { $0.element == .carbon }
    switch (isAromatic, isCarbocycle) {
    case (true, true): return atoms.count == 6 ? "benzene" : "aromatic carbocycle"
    case (true, false): return "\(size(atoms.count)) heteroaromatic ring"
    case (false, true): return "\(size(atoms.count)) carbocycle"
    case (false, false): return "\(size(atoms.count)) heterocycle"
    }
  }

  private func fusedSystem(_ rings: [Int]) -> String {
    let counts = RingCounts(molecule)
    let joint: String
    if !counts.bridgeheadAtoms.isEmpty {
      joint = "bridged"
    } else if !counts.spiroAtoms.isEmpty {
      joint = "spiro"
    } else {
      joint = "fused"
    }
    let aromatic = rings.count { ring in
      molecule.rings.bondRings[ring].allSatisfy { molecule.bonds[Int($0)].order == .aromatic }
    }
    let kind = aromatic == rings.count ? " aromatic" : ""
    return "\(joint) \(cyclic(rings.count))\(kind)"
  }

  private func cyclic(_ count: Int) -> String {
    switch count {
    case 2: "bicyclic"
    case 3: "tricyclic"
    case 4: "tetracyclic"
    default: "polycyclic"
    }
  }

  private func size(_ count: Int) -> String { "\(word(count))-membered" }

  private func word(_ count: Int) -> String {
    let words = [
      "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    ]
    return count >= 2 && count < 12 ? words[count - 2] : "\(count)"
  }
}

extension PerceivedMolecule {
  /// The kind of scaffold in words: `"acyclic"`, `"benzene"`, `"fused bicyclic aromatic"`,
  /// `"two linked ring systems"`, `"macrocycle"`.
  public var scaffoldClass: String { ScaffoldClass(self).name }
}
