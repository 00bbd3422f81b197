/// A basis of rings found bond by bond, for ring systems too intricate for the smallest set.
///
/// The atoms are joined to a tree breadth first; the other bonds follow in the order in which the
/// tree reaches them. Each closes a ring: the shortest that the bonds so far allow. No earlier ring
/// has its bond, so that the rings are independent and as many as the smallest set has. What is
/// lost: a ring can be longer than need be, rings of equal size are left out, and the choice can
/// depend on the order of the atoms. Work and memory follow the sizes of the rings.
struct RingClosures {
  private typealias Link = (atom: Int, bond: Int32)
  private typealias Closure = (begin: Int, end: Int, bond: Int32)

  private let neighbors: [[Link]]
  private var effort: Int
  /// The tree: the atom and bond above each atom, and its depth.
  private var above: [Link]
  private var depth: [Int]
  /// The graph of the bonds so far.
  private var joined: [[Link]]
  /// The search from the first and from the second end of a bond.
  private var fore: Side
  private var back: Side

  /// One side of a search that goes out from both ends of a bond.
  private struct Side {
    /// Where each atom was reached from, and the search that reached it.
    var from: [Link]
    var search: [Int32]
    var front: [Int] = []

    init(count: Int) {
      from = [Link](repeating: (-1, -1), count: count)
      search = [Int32](repeating: 0, count: count)
    }

    mutating func start(at atom: Int, _ number: Int32) {
      search[atom] = number
      from[atom] = (-1, -1)
      front = [atom]
    }

    /// Goes one step out; returns the bond where it meets the other side.
    mutating func grow(
      toward other: Side, _ joined: [[Link]], _ number: Int32, _ effort: inout Int
    ) -> Closure? {
      var next: [Int] = []
      for atom in front {
        effort -= joined[atom].count + 4
        for (neighbor, bond) in joined[atom] where search[neighbor] != number {
          if other.search[neighbor] == number { return (atom, neighbor, bond) }
          search[neighbor] = number
          from[neighbor] = (atom, bond)
          next.append(neighbor)
        }
      }
      front = next
      return nil
    }

    /// Atoms on the way back to the start, without the start.
    func steps(from atom: Int) -> [Link] {
      var list: [Link] = []
      var atom = atom
      while from[atom].atom >= 0 {
        list.append((atom, from[atom].bond))
        atom = from[atom].atom
      }
      return list
    }
  }

  /// - Parameter effort: bonds that may be looked at before rings are closed over the tree.
  init(neighbors: [[(atom: Int, bond: Int32)]], effort: Int) {
    self.neighbors = neighbors
    self.effort = effort
    let count = neighbors.count
    above = [Link](repeating: (-1, -1), count: count)
    depth = [Int](repeating: -1, count: count)
    joined = [[Link]](repeating: [], count: count)
    fore = Side(count: count)
    back = Side(count: count)
  }

  /// Rings of a connected system, shortest first: `bonds[i]` joins `atoms[i]` and the next atom.
  mutating func rings() -> [CycleSpace.Ring] {
    var rings: [CycleSpace.Ring] = []
    for (number, closure) in plantTree().enumerated() {
      let met = effort > 0 ? meeting(closure.begin, closure.end, Int32(number + 1)) : nil
      rings.append(met.map { ring(closure, over: $0) } ?? treeRing(closure))
      join(closure.begin, closure.end, closure.bond)
    }
    return rings.enumerated()
      .sorted { ($0.element.atoms.count, $0.offset) < ($1.element.atoms.count, $1.offset) }
      .map(\.element)
  }

  private mutating func join(_ a: Int, _ b: Int, _ bond: Int32) {
    joined[a].append((b, bond))
    joined[b].append((a, bond))
  }

  /// Joins all atoms to a tree; the bonds left in the order of their deeper ends.
  private mutating func plantTree() -> [Closure] {
    var order = [0]
    var closures: [Closure] = []
    var place = [Int](repeating: -1, count: neighbors.count)
    depth[0] = 0
    var head = 0
    while head < order.count {
      let atom = order[head]
      place[atom] = head
      head += 1
      for (next, bond) in neighbors[atom] {
        if depth[next] < 0 {
          depth[next] = depth[atom] + 1
          above[next] = (atom, bond)
          order.append(next)
          join(atom, next, bond)
        } else if place[next] >= 0, place[next] < place[atom], bond != above[atom].bond {
          closures.append((next, atom, bond))
        }
      }
    }
    return closures
  }

  /// The bond in the middle of the shortest way between two atoms: its end on the side of the first
  /// and that on the side of the second. Nil when the effort is used up.
  private mutating func meeting(_ a: Int, _ b: Int, _ number: Int32) -> Closure? {
    fore.start(at: a, number)
    back.start(at: b, number)
    while effort > 0, !fore.front.isEmpty, !back.front.isEmpty {
      if fore.front.count <= back.front.count {
        if let met = fore.grow(toward: back, joined, number, &effort) { return met }
      } else if let met = back.grow(toward: fore, joined, number, &effort) {
        return (met.end, met.begin, met.bond)
      }
    }
    return nil
  }

  /// From the bond's first atom over the middle to its second, and back over the bond.
  private func ring(_ closure: Closure, over middle: Closure) -> CycleSpace.Ring {
    let (first, second) = (fore.steps(from: middle.begin), back.steps(from: middle.end))
    let atoms = [closure.begin] + first.reversed().map(\.atom) + second.map(\.atom) + [closure.end]
    let bonds =
      first.reversed().map(\.bond) + [middle.bond] + second.map(\.bond) + [closure.bond]
    return (atoms.map { Int32($0) }, bonds)
  }

  /// The ring that a bond closes over the tree: up from both ends to where the ways meet.
  private func treeRing(_ closure: Closure) -> CycleSpace.Ring {
    var (a, b) = (closure.begin, closure.end)
    var (first, second): ([Link], [Link]) = ([], [])
    while a != b {
      if depth[a] >= depth[b] {
        first.append((a, above[a].bond))
        a = above[a].atom
      } else {
        second.append((b, above[b].bond))
        b = above[b].atom
      }
    }
    let atoms = first.map(\.atom) + [a] + second.reversed().map(\.atom)
    return (
      atoms.map { Int32($0) },
      first.map(\.bond) + second.reversed().map(\.bond) + [closure.bond]
    )
  }
}
