extension Molecule {
  /// The connected component of each atom, numbered from 0 in order of first atom.
  ///
  /// O(atoms + bonds), no recursion.
  public var componentOfAtom: (component: [Int32], count: Int) {
    var component = [Int32](repeating: -1, count: atomCount)
    var count: Int32 = 0
    var stack: [Int32] = []
    for start in 0..<atomCount where component[start] < 0 {
      component[start] = count
      stack.append(Int32(start))
      while let atom = stack.popLast() {
        for neighbor in neighbors(of: atom) where component[Int(neighbor)] < 0 {
          component[Int(neighbor)] = count
          stack.append(neighbor)
        }
      }
      count += 1
    }
    return (component, Int(count))
  }

  /// Bond counts on the shortest path from `start` to every atom; -1 where there is none.
  public func distances(from start: Int32) -> [Int32] {
    var distance = [Int32](repeating: -1, count: atomCount)
    distance[Int(start)] = 0
    var queue = [start]
    var head = 0
    while head < queue.count {
      let atom = queue[head]
      head += 1
      for neighbor in neighbors(of: atom) where distance[Int(neighbor)] < 0 {
        distance[Int(neighbor)] = distance[Int(atom)] + 1
        queue.append(neighbor)
      }
    }
    return distance
  }

  /// The atoms that `root` reaches without its bond to `other`, `root` first; where the bond lies
  /// in a ring, all but `other`. O(atoms).
  public func atoms(from root: Int32, without other: Int32) -> [Int32] {
    var isSeen = [Bool](repeating: false, count: atomCount)
    isSeen[Int(root)] = true
    isSeen[Int(other)] = true
    var found = [root]
    var next = 0
    while next < found.count {
      for atom in neighbors(of: found[next]) where !isSeen[Int(atom)] {
        isSeen[Int(atom)] = true
        found.append(atom)
      }
      next += 1
    }
    return found
  }
}
