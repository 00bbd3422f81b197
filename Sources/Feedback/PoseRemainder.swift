import Conformers
import MoleculeGraph
import Perception

/// What an edit leaves of a pose: the largest part whose atoms and bonds stay, and the rest, which
/// is built anew and hangs on that part by one bond.
struct PoseRemainder {
  typealias Point = SIMD3<Double>

  /// Atoms that stay where they are.
  let isKept: [Bool]
  let rest: LaidPose.Addition

  /// Fewer atoms tell no pose; chosen, a ring of five.
  private static let fewestKept = 5
  /// Larger parts would have to be looked for as a docking does; chosen.
  private static let mostRebuilt = 20

  /// Nil where too little stays, or the rest hangs on it by several bonds. O(atoms²).
  ///
  /// - Parameters:
  ///   - isPlaced: whether an atom has a place in the pose.
  ///   - places: of those.
  init?(_ edited: PerceivedMolecule, isPlaced: [Bool], places: [Point]) {
    let isSound = edited.bonds.map { bond in
      let (a, b) = (Int(bond.begin), Int(bond.end))
      return isPlaced[a] && isPlaced[b] && LaidPose.hasBondLength(bond, of: edited, at: places)
    }
    let isFree = Self.withoutChangedRings(edited, isPlaced, isSound)
    guard let core = Self.largestPart(edited, isFree, isSound), core.count >= Self.fewestKept,
      edited.atomCount - core.count <= Self.mostRebuilt
    else { return nil }
    var isKept = [Bool](repeating: false, count: edited.atomCount)
    for atom in core { isKept[Int(atom)] = true }
    let joints = edited.bonds.filter { isKept[Int($0.begin)] != isKept[Int($0.end)] }
    guard joints.count == 1, let joint = joints.first else { return nil }
    let (carrier, root) =
      isKept[Int(joint.begin)] ? (joint.begin, joint.end) : (joint.end, joint.begin)
    let members = edited.graph.atoms(from: root, without: carrier)
    guard members.count + core.count == edited.atomCount,
      let shape = GroupShape(
        of: edited, members: members, root: root, carrier: carrier,
        at: RoughStructure.places(of: edited))
    else { return nil }
    self.isKept = isKept
    rest = LaidPose.Addition(carrier: carrier, atoms: members, shape: shape)
  }

  /// Placed atoms outside rings of which an atom or a bond is new: such a ring, and what is fused
  /// with it, is built anew as a whole.
  private static func withoutChangedRings(
    _ edited: PerceivedMolecule, _ isPlaced: [Bool], _ isSound: [Bool]
  ) -> [Bool] {
    var isFree = isPlaced
    for (index, bond) in edited.bonds.enumerated()
    where !isSound[index] && edited.rings.contains(bond: Int32(index)) {
      isFree[Int(bond.begin)] = false
      isFree[Int(bond.end)] = false
    }
    var isChanging = true
    while isChanging {
      isChanging = false
      for ring in edited.rings.atomRings where ring.contains(where: { !isFree[Int($0)] }) {
        for atom in ring where isFree[Int(atom)] {
          isFree[Int(atom)] = false
          isChanging = true
        }
      }
    }
    return isFree
  }

  private static func largestPart(
    _ edited: PerceivedMolecule, _ isFree: [Bool], _ isSound: [Bool]
  ) -> [Int32]? {
    var isSeen = [Bool](repeating: false, count: edited.atomCount)
    var largest: [Int32]?
    for start in 0..<Int32(edited.atomCount) where isFree[Int(start)] && !isSeen[Int(start)] {
      var part = [start]
      isSeen[Int(start)] = true
      var next = 0
      while next < part.count {
        let atom = part[next]
        next += 1
        for (other, bond) in zip(edited.graph.neighbors(of: atom), edited.graph.bonds(of: atom))
        where isFree[Int(other)] && isSound[Int(bond)] && !isSeen[Int(other)] {
          isSeen[Int(other)] = true
          part.append(other)
        }
      }
      if part.count > largest?.count ?? 0 { largest = part }
    }
    return largest
  }
}
