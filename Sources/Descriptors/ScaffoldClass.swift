import MoleculeGraph
import Perception

/// The kind of scaffold in words.
///
/// Of a salt or mixture the fragment with the most heavy atoms is named. Rings of a system are
/// counted as IUPAC does, bonds less atoms plus one, so that adamantane is tricyclic although four
/// rings of it are equal.
struct ScaffoldClass {
  let name: String

  init(_ molecule: PerceivedMolecule) {
    if molecule.rings.count == 0 {
      name = "acyclic"
      return
    }
    let (fragment, count) = molecule.graph.componentOfAtom
    var heavyAtoms = [Int](repeating: 0, count: count)
    for (atom, number) in fragment.enumerated() where molecule.atoms[atom].element != .hydrogen {
      heavyAtoms[Int(number)] += 1
    }
    var systems = [[RingGroup]](repeating: [], count: count)
    for group in RingGroup.groups(of: molecule) {
      systems[Int(fragment[Int(group.lowestAtom)])].append(group)
    }
    let largest = heavyAtoms.max() ?? 0
    // Of fragments of one size any may come first in the input, so the words decide.
    name =
      systems.indices.filter { heavyAtoms[$0] == largest }
      .map { ScaffoldClass.name(of: systems[$0]) }.min() ?? "acyclic"
  }

  private static func name(of systems: [RingGroup]) -> String {
    if systems.contains(where: \.hasMacrocycle) { return "macrocycle" }
    if systems.isEmpty { return "acyclic" }
    if systems.count == 1 { return systems[0].name }
    let aromatic = systems.count { $0.aromaticRings > 0 }
    let share =
      switch aromatic {
      case 0: "none"
      case systems.count: systems.count == 2 ? "both" : "all"
      default: word(aromatic)
      }
    return "\(word(systems.count)) linked ring systems (\(share) aromatic)"
  }
}

/// Rings that share atoms.
private struct RingGroup {
  private let molecule: PerceivedMolecule
  /// By index in the molecule's ring set.
  private let rings: [Int]
  let aromaticRings: Int

  private init(_ molecule: PerceivedMolecule, _ rings: [Int]) {
    self.molecule = molecule
    self.rings = rings
    aromaticRings = rings.count { ring in
      molecule.rings.bondRings[ring].allSatisfy(molecule.isAromatic)
    }
  }

  static func groups(of molecule: PerceivedMolecule) -> [RingGroup] {
    let rings = molecule.rings.atomRings
    var ringsOfAtom = [[Int]](repeating: [], count: molecule.atomCount)
    for (ring, atoms) in rings.enumerated() {
      for atom in atoms { ringsOfAtom[Int(atom)].append(ring) }
    }
    var isGrouped = [Bool](repeating: false, count: rings.count)
    var groups: [[Int]] = []
    for start in rings.indices where !isGrouped[start] {
      isGrouped[start] = true
      var group = [start]
      var open = [start]
      while let ring = open.popLast() {
        for other in rings[ring].flatMap({ ringsOfAtom[Int($0)] }) where !isGrouped[other] {
          isGrouped[other] = true
          group.append(other)
          open.append(other)
        }
      }
      groups.append(group.sorted())
    }
    return groups.map { RingGroup(molecule, $0) }
  }

  var lowestAtom: Int32 { molecule.rings.atomRings[rings[0]].min() ?? 0 }

  /// IUPAC counts rings of twelve and more atoms as macrocycles.
  var hasMacrocycle: Bool { rings.contains { molecule.rings.atomRings[$0].count >= 12 } }

  var name: String { rings.count == 1 ? singleRing : polycycle }

  private var singleRing: String {
    let atoms = molecule.rings.atomRings[rings[0]].map { molecule.atoms[Int($0)] }
    let isCarbocycle = atoms.allSatisfy { $0.element == .carbon }
    switch (aromaticRings == 1, isCarbocycle) {
    case (true, true): return atoms.count == 6 ? "benzene" : "aromatic carbocycle"
    case (true, false): return "\(word(atoms.count))-membered heteroaromatic ring"
    case (false, true): return "\(word(atoms.count))-membered carbocycle"
    case (false, false): return "\(word(atoms.count))-membered heterocycle"
    }
  }

  private var polycycle: String {
    let atoms = Set(rings.flatMap { molecule.rings.atomRings[$0] })
    let bonds = Set(rings.flatMap { molecule.rings.bondRings[$0] })
    let counts = RingCounts(molecule)
    let joint: String
    if counts.bridgeheadAtoms.contains(where: atoms.contains) {
      joint = "bridged"
    } else if counts.spiroAtoms.contains(where: { atoms.contains($0) && joins($0, atoms, bonds) }) {
      joint = "spiro"
    } else {
      joint = "fused"
    }
    let size =
      switch bonds.count - atoms.count + 1 {
      case ...2: "bicyclic"
      case 3: "tricyclic"
      case 4: "tetracyclic"
      default: "polycyclic"
      }
    switch aromaticRings {
    case 0: return "\(joint) \(size)"
    case rings.count: return "\(joint) \(size) aromatic"
    default: return "\(joint) \(size) partly aromatic"
    }
  }
}

extension RingGroup {
  /// Whether an atom is all that holds the system together there. The quaternary carbon of
  /// galantamine is alone in two rings at once, but a third ring joins these as well: no spiro
  /// system.
  private func joins(_ atom: Int32, _ atoms: Set<Int32>, _ bonds: Set<Int32>) -> Bool {
    guard let start = atoms.first(where: { $0 != atom }) else { return false }
    var reached: Set<Int32> = [start]
    var open = [start]
    while let next = open.popLast() {
      for bond in molecule.graph.bonds(of: next) where bonds.contains(bond) {
        let other = molecule.bonds[Int(bond)].other(next)
        if other != atom && reached.insert(other).inserted { open.append(other) }
      }
    }
    return reached.count < atoms.count - 1
  }
}

private func word(_ count: Int) -> String {
  let words = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
  ]
  return count >= 1 && count <= words.count ? words[count - 1] : "\(count)"
}

extension PerceivedMolecule {
  /// The kind of scaffold in words: `"acyclic"`, `"benzene"`, `"fused bicyclic aromatic"`,
  /// `"bridged tricyclic partly aromatic"`, `"two linked ring systems (both aromatic)"`,
  /// `"macrocycle"`.
  public var scaffoldClass: String { ScaffoldClass(self).name }
}
