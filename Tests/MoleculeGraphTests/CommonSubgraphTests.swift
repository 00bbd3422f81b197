import MoleculeGraph
import Testing

/// Against growing every common part atom by atom.
@Suite("Common parts of two graphs")
struct CommonSubgraphTests {
  private typealias Pair = (first: Int32, second: Int32)

  private struct Labelled {
    let molecule: Molecule
    let labels: [Int32]
    let bondLabels: [Int]

    func graph(kinds: [Int32]? = nil) throws -> CommonSubgraph.Graph {
      try #require(
        CommonSubgraph.Graph(
          molecule, labels: labels, bondLabels: bondLabels, bondLabelCount: 2,
          kinds: kinds ?? labels.map { _ in 0 }))
    }

    func label(_ a: Int32, _ b: Int32) -> Int? {
      molecule.bond(between: a, and: b).map { bondLabels[Int($0)] }
    }
  }

  /// A tree of up to eight atoms with up to two rings closed.
  private static func random(_ random: inout some RandomNumberGenerator) -> Labelled {
    let count = Int32.random(in: 1...8, using: &random)
    var bonds = (1..<max(2, count)).prefix(Int(count) - 1).map {
      Bond(Int32.random(in: 0..<$0, using: &random), $0, .single)
    }
    for _ in 0..<2 {
      let (a, b) = (
        Int32.random(in: 0..<count, using: &random), Int32.random(in: 0..<count, using: &random)
      )
      let known = bonds.contains { Set([$0.begin, $0.end]) == Set([a, b]) }
      if a != b, !known { bonds.append(Bond(a, b, .single)) }
    }
    return Labelled(
      molecule: Molecule(atoms: (0..<count).map { _ in Atom(.carbon) }, bonds: bonds),
      labels: (0..<count).map { _ in Int32.random(in: 0...1, using: &random) },
      bondLabels: bonds.map { _ in Int.random(in: 0..<10, using: &random) == 0 ? 1 : 0 })
  }

  private static func agrees(_ pairs: [Pair], _ a: Labelled, _ b: Labelled, _ new: Pair) -> Bool {
    a.labels[Int(new.first)] == b.labels[Int(new.second)]
      && pairs.allSatisfy { pair in
        pair.first != new.first && pair.second != new.second
          && a.label(pair.first, new.first) == b.label(pair.second, new.second)
      }
  }

  /// The size of the largest common part, by all ways to grow one.
  private static func largest(_ a: Labelled, _ b: Labelled) -> Int {
    var seen: Set<[Int32]> = []
    var best = 0
    func grow(_ pairs: [Pair]) {
      guard seen.insert(pairs.flatMap { [$0.first, $0.second] }).inserted else { return }
      best = max(best, pairs.count)
      for first in 0..<Int32(a.labels.count) {
        guard
          pairs.isEmpty || pairs.contains(where: { a.label($0.first, first) != nil })
        else { continue }
        for second in 0..<Int32(b.labels.count) where agrees(pairs, a, b, (first, second)) {
          grow((pairs + [(first, second)]).sorted { $0.first < $1.first })
        }
      }
    }
    grow([])
    return best
  }

  @Test("the part found is common, connected and the largest")
  func bruteForce() throws {
    var random = Generator(state: 7)
    var sizes: Set<Int> = []
    for _ in 0..<100 {
      let (a, b) = (Self.random(&random), Self.random(&random))
      let pairs = CommonSubgraph.pairs(try a.graph(), try b.graph())
      for (index, pair) in pairs.enumerated() {
        let before = Array(pairs[..<index])
        #expect(Self.agrees(before, a, b, pair))
        #expect(index == 0 || before.contains { a.label($0.first, pair.first) != nil })
      }
      #expect(pairs.count == Self.largest(a, b))
      sizes.insert(pairs.count)
    }
    #expect(sizes.isSuperset(of: 1...5))
  }

  @Test("of parts of one size that with equal kinds is taken")
  func kinds() throws {
    let chain = Labelled(
      molecule: Molecule(
        atoms: [Atom(.carbon), Atom(.carbon), Atom(.carbon)],
        bonds: [Bond(0, 1, .single), Bond(1, 2, .single)]),
      labels: [0, 0, 0], bondLabels: [0, 0])
    for (kinds, expected) in [([1, 2, 3], [0, 1, 2]), ([3, 2, 1], [2, 1, 0])] {
      let pairs = CommonSubgraph.pairs(
        try chain.graph(kinds: [1, 2, 3]), try chain.graph(kinds: kinds.map(Int32.init)))
      #expect(pairs.sorted { $0.first < $1.first }.map { Int($0.second) } == expected)
    }
  }

  @Test("a search that may try few pairs ends with what it has")
  func steps() throws {
    let atoms = 40
    let chain = Labelled(
      molecule: Molecule(
        atoms: (0..<atoms).map { _ in Atom(.carbon) },
        bonds: (1..<Int32(atoms)).map { Bond($0 - 1, $0, .single) }),
      labels: (0..<atoms).map { _ in 0 }, bondLabels: (1..<atoms).map { _ in 0 })
    let found = CommonSubgraph.pairs(try chain.graph(), try chain.graph(), steps: 10)
    #expect((1...10).contains(found.count))
  }

  @Test("more than 64 atoms are refused")
  func large() {
    let molecule = Molecule(atoms: (0..<65).map { _ in Atom(.carbon) }, bonds: [])
    #expect(
      CommonSubgraph.Graph(
        molecule, labels: .init(repeating: 0, count: 65), bondLabels: [], bondLabelCount: 1,
        kinds: .init(repeating: 0, count: 65)) == nil)
  }
}

/// A linear congruential generator, the same on every run (Knuth, MMIX).
private struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 33)
  }
}
