import Targets

/// The parts of one residue that matter to a ligand.
struct ResidueParts {
  typealias Point = SIMD3<Double>

  let name: String
  let heavy: [ReceptorAtom]
  private let hydrogens: [ReceptorAtom]
  /// Hydrogens on each heavy atom, and its heavy neighbors within the residue.
  private let carried: [[Point]]
  private let bonded: [[Int]]

  init(name: String, atoms: [ReceptorAtom]) {
    self.name = name
    let heavy = atoms.filter { !Self.isHydrogen($0) }
    let hydrogens = atoms.filter(Self.isHydrogen)
    var carried = [[Point]](repeating: [], count: heavy.count)
    for hydrogen in hydrogens {
      let nearest = heavy.indices.min {
        Geometry.distance(heavy[$0].position, hydrogen.position)
          < Geometry.distance(heavy[$1].position, hydrogen.position)
      }
      if let nearest, Geometry.distance(heavy[nearest].position, hydrogen.position) < 1.5 {
        carried[nearest].append(hydrogen.position)
      }
    }
    self.heavy = heavy
    self.hydrogens = hydrogens
    self.carried = carried
    bonded = heavy.indices.map { i in
      heavy.indices.filter { j in
        // The longest bond between heavy atoms of a residue, C–S, is 1.82 Å; the shortest distance
        // over an angle is 2.1 Å.
        i != j && Geometry.distance(heavy[i].position, heavy[j].position) < 1.95
      }
    }
  }

  private static func isHydrogen(_ atom: ReceptorAtom) -> Bool {
    atom.type == "HD" || atom.type == "H" || atom.type == "HS"
  }

  private static let metalTypes: Set<String> = [
    "Mg", "MG", "Mn", "MN", "Zn", "ZN", "Ca", "CA", "Fe", "FE", "Cu", "CU", "Ni", "NI", "Co", "CO",
    "Na", "K",
  ]

  private func positions(_ names: [String]) -> [Point]? {
    var found: [Point] = []
    for name in names {
      guard let atom = heavy.first(where: { $0.name == name }) else { return nil }
      found.append(atom.position)
    }
    return found
  }

  private func hydrogenCount(on name: String) -> Int {
    heavy.firstIndex { $0.name == name }.map { carried[$0].count } ?? 0
  }

  var chargedGroups: [(isPositive: Bool, atoms: [Point])] {
    var groups: [(Bool, [Point])] = []
    func add(_ isPositive: Bool, _ names: [String]) {
      if let atoms = positions(names) { groups.append((isPositive, atoms)) }
    }
    switch name {
    case "ASP" where hydrogenCount(on: "OD1") + hydrogenCount(on: "OD2") == 0:
      add(false, ["OD1", "OD2"])
    case "GLU" where hydrogenCount(on: "OE1") + hydrogenCount(on: "OE2") == 0:
      add(false, ["OE1", "OE2"])
    case "TYS": add(false, ["O1", "O2", "O3"])
    case "LYS" where hydrogenCount(on: "NZ") == 3: add(true, ["NZ"])
    case "ARG": add(true, ["NE", "NH1", "NH2"])
    case "HIS", "HIP", "HID", "HIE":
      if hydrogenCount(on: "ND1") > 0, hydrogenCount(on: "NE2") > 0 { add(true, ["ND1", "NE2"]) }
    default: break
    }
    return groups
  }

  var aromaticRings: [[Point]] {
    let names: [[String]] =
      switch name {
      case "PHE", "TYR", "TYS": [["CG", "CD1", "CE1", "CZ", "CE2", "CD2"]]
      case "TRP":
        [["CG", "CD1", "NE1", "CE2", "CD2"], ["CD2", "CE2", "CZ2", "CH2", "CZ3", "CE3"]]
      case "HIS", "HID", "HIE", "HIP": [["CG", "ND1", "CE1", "NE2", "CD2"]]
      default: []
      }
    return names.compactMap(positions)
  }

  var donors: [(heavy: Point, hydrogen: Point)] {
    heavy.indices.flatMap { i in
      isPolar(heavy[i]) ? carried[i].map { (heavy[i].position, $0) } : []
    }
  }

  private func isPolar(_ atom: ReceptorAtom) -> Bool {
    atom.type.hasPrefix("N") || atom.type.hasPrefix("O")
  }

  /// Oxygens, and the bare nitrogen of a histidine ring.
  var acceptors: [(position: Point, neighbors: [Point])] {
    heavy.indices.compactMap { i in
      let atom = heavy[i]
      let isBareHistidineNitrogen =
        (atom.name == "ND1" || atom.name == "NE2") && name.hasPrefix("HI") && carried[i].isEmpty
      guard atom.type.hasPrefix("O") || isBareHistidineNitrogen else { return nil }
      return (atom.position, bonded[i].map { heavy[$0].position })
    }
  }

  var hydrophobicCarbons: [Point] {
    heavy.indices.compactMap { i in
      guard isCarbon(heavy[i]), bonded[i].allSatisfy({ isCarbon(heavy[$0]) }) else { return nil }
      return heavy[i].position
    }
  }

  private func isCarbon(_ atom: ReceptorAtom) -> Bool { atom.type == "C" || atom.type == "A" }

  var metals: [Point] {
    heavy.compactMap { Self.metalTypes.contains($0.type) && heavy.count == 1 ? $0.position : nil }
  }
}
