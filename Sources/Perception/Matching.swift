/// A maximum matching of a general graph by Edmonds' blossom algorithm (Can. J. Math. 17, 449,
/// 1965). O(V³) at worst; near linear after the greedy start on molecules.
struct Matching {
  private let vertices: [Int32]
  private var indexOfVertex: [Int32: Int] = [:]
  private var neighbors: [[Int]] = []
  /// Partner of each vertex, -1 when free.
  private var partner: [Int]
  private var parent: [Int]
  private var base: [Int]

  init(vertices: [Int32], neighbors: (Int32) -> [Int32]) {
    self.vertices = vertices
    for (index, vertex) in vertices.enumerated() { indexOfVertex[vertex] = index }
    partner = [Int](repeating: -1, count: vertices.count)
    parent = partner
    base = Array(vertices.indices)
    let index = indexOfVertex
    self.neighbors = vertices.map { neighbors($0).compactMap { index[$0] } }
  }

  /// Matches as many of the first `required` vertices as possible, for which the others may be
  /// used, and then as many of the others.
  mutating func match(required: Int) {
    matchGreedily(required: required)
    for vertex in vertices.indices where partner[vertex] < 0 {
      let end = augmentingPathEnd(from: vertex)
      if end >= 0 { flip(to: end) }
    }
  }

  /// Vertices with few free neighbors first, which leaves little to repair.
  private mutating func matchGreedily(required: Int) {
    var free = neighbors.map { $0.filter { $0 < required }.count }
    var queue = (0..<required).filter { free[$0] == 1 }
    var order = Array(0..<required)[...]
    while true {
      let vertex: Int
      if let forced = queue.popLast() {
        vertex = forced
      } else if let next = order.popFirst() {
        vertex = next
      } else {
        return
      }
      guard partner[vertex] < 0 else { continue }
      let mate = neighbors[vertex].filter { partner[$0] < 0 && $0 < required }
        .min { (free[$0], $0) < (free[$1], $1) }
      guard let mate else { continue }
      partner[vertex] = mate
      partner[mate] = vertex
      for end in [vertex, mate] {
        for neighbor in neighbors[end] where neighbor < required {
          free[neighbor] -= 1
          if free[neighbor] == 1, partner[neighbor] < 0 { queue.append(neighbor) }
        }
      }
    }
  }

  private func commonBase(_ a: Int, _ b: Int) -> Int {
    var isOnPath = [Bool](repeating: false, count: base.count)
    var vertex = a
    while true {
      vertex = base[vertex]
      isOnPath[vertex] = true
      if partner[vertex] < 0 { break }
      vertex = parent[partner[vertex]]
    }
    vertex = b
    while true {
      vertex = base[vertex]
      if isOnPath[vertex] { return vertex }
      vertex = parent[partner[vertex]]
    }
  }

  private mutating func markPath(
    _ start: Int, _ stop: Int, child: Int, _ isInBlossom: inout [Bool]
  ) {
    var vertex = start
    var below = child
    while base[vertex] != stop {
      isInBlossom[base[vertex]] = true
      isInBlossom[base[partner[vertex]]] = true
      parent[vertex] = below
      below = partner[vertex]
      vertex = parent[partner[vertex]]
    }
  }

  private mutating func augmentingPathEnd(from root: Int) -> Int {
    var isUsed = [Bool](repeating: false, count: vertices.count)
    for index in parent.indices {
      parent[index] = -1
      base[index] = index
    }
    isUsed[root] = true
    var queue = [root]
    var head = 0
    while head < queue.count {
      let vertex = queue[head]
      head += 1
      for next in neighbors[vertex] where base[vertex] != base[next] && partner[vertex] != next {
        if next == root || (partner[next] >= 0 && parent[partner[next]] >= 0) {
          contract(vertex, next, &isUsed, &queue)
        } else if parent[next] < 0 {
          parent[next] = vertex
          if partner[next] < 0 { return next }
          isUsed[partner[next]] = true
          queue.append(partner[next])
        }
      }
    }
    return -1
  }

  private mutating func contract(
    _ vertex: Int, _ next: Int, _ isUsed: inout [Bool], _ queue: inout [Int]
  ) {
    let stem = commonBase(vertex, next)
    var isInBlossom = [Bool](repeating: false, count: vertices.count)
    markPath(vertex, stem, child: next, &isInBlossom)
    markPath(next, stem, child: vertex, &isInBlossom)
    for index in base.indices where isInBlossom[base[index]] {
      base[index] = stem
      if !isUsed[index] {
        isUsed[index] = true
        queue.append(index)
      }
    }
  }

  private mutating func flip(to end: Int) {
    var vertex = end
    while vertex >= 0 {
      let before = parent[vertex]
      let next = partner[before]
      partner[vertex] = before
      partner[before] = vertex
      vertex = next
    }
  }

  func unmatched(among required: Int) -> [Int32] {
    (0..<required).filter { partner[$0] < 0 }.map { vertices[$0] }
  }

  /// The partner of each vertex by its name, -1 for none.
  func partners(count: Int) -> [Int32] {
    var result = [Int32](repeating: -1, count: count)
    for (index, mate) in partner.enumerated() where mate >= 0 {
      result[Int(vertices[index])] = vertices[mate]
    }
    return result
  }
}
