import MoleculeGraph
import Perception

/// Adjacency of a match target, with or without hydrogens as atoms.
struct TargetLayout {
  let atomCount: Int
  let hydrogenParents: [Int32]
  let offsets: [Int32]
  let atoms: [Int32]
  let codes: [UInt8]

  init(_ molecule: PerceivedMolecule, explicitHydrogens: Bool) {
    let graph = molecule.graph
    let hydrogens = molecule.hydrogens
    var parents: [Int32] = []
    if explicitHydrogens {
      for (atom, count) in hydrogens.enumerated() {
        for _ in 0..<count { parents.append(Int32(atom)) }
      }
    }
    let heavyCount = graph.atomCount
    let bonds = graph.bonds
    let bondCodes = bonds.indices.map {
      BondMask.code(
        order: bonds[$0].order.rawValue, inRing: molecule.rings.contains(bond: Int32($0)))
    }
    let single = BondMask.code(order: BondOrder.single.rawValue, inRing: false)
    var offsets: [Int32] = [0]
    var atoms: [Int32] = []
    var codes: [UInt8] = []
    offsets.reserveCapacity(heavyCount + parents.count + 1)
    var nextHydrogen = Int32(heavyCount)
    for atom in 0..<heavyCount {
      let start = Int(graph.adjacencyOffsets[atom])
      let end = Int(graph.adjacencyOffsets[atom + 1])
      for place in start..<end {
        atoms.append(graph.adjacentAtoms[place])
        codes.append(bondCodes[Int(graph.adjacentBonds[place])])
      }
      if explicitHydrogens {
        for _ in 0..<hydrogens[atom] {
          atoms.append(nextHydrogen)
          codes.append(single)
          nextHydrogen += 1
        }
      }
      offsets.append(Int32(atoms.count))
    }
    for parent in parents {
      atoms.append(parent)
      codes.append(single)
      offsets.append(Int32(atoms.count))
    }
    atomCount = heavyCount + parents.count
    hydrogenParents = parents
    self.offsets = offsets
    self.atoms = atoms
    self.codes = codes
  }
}
