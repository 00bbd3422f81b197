extension Search {
  /// Moves to the next match whose stereo is sound.
  mutating func advance(_ frame: inout SearchFrame, _ query: Int, byWords: Bool) -> Bool {
    while byWords ? advanceByWords(&frame) : advanceByNeighbors(&frame) {
      if !memory.comparesStereo || stereo[query].isEmpty || isStereoSound(frame, stereo[query]) {
        return true
      }
    }
    return false
  }

  /// As RDKit compares a match with `useChirality`: atoms with a mark match centers only; where at
  /// least three neighbors are named, the hand must agree; marked double bonds must agree.
  private mutating func isStereoSound(_ frame: SearchFrame, _ stereo: QueryStereo) -> Bool {
    var match: [Int32] = []
    appendMatch(frame, to: &match)
    for atom in stereo.centerAtoms where !target.stereo.isCenter(Int(match[atom])) { return false }
    for center in stereo.centers {
      let neighbors = center.neighbors.map { neighbor -> Int32 in
        guard neighbor >= 0, Int(match[neighbor]) < target.molecule.atomCount else { return -1 }
        return match[neighbor]
      }
      if !target.stereo.agrees(
        Int(match[center.atom]), neighbors: neighbors, isClockwise: center.isClockwise)
      {
        return false
      }
    }
    return stereo.doubleBonds.allSatisfy { bond in
      target.stereo.agrees(
        match[bond.begin], match[bond.end],
        sides: (match[bond.beginNeighbor], match[bond.endNeighbor]), isCis: bond.isCis)
    }
  }
}
