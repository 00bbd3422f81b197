import MoleculeGraph
import Perception

/// Morgan's iteration: each round hashes an atom's identifier with those of its neighbors.
///
/// Rogers and Hahn, J. Chem. Inf. Model. 50, 742 (2010), as in RDKit's generator. An atom's ball is
/// the set of bonds that its identifier stands for. Of the balls that cover the same bonds only the
/// one with the lowest identifier counts, of equal ones that of the first atom; the other atoms are
/// dead: they grow no more, and their identifier is 0 to their neighbors from then on.
struct MorganGrowth<Bonds: BondSet> {
  private let offsets: [Int32]
  private let neighbors: [Int32]
  private let neighborBonds: [Int32]
  private let bondInvariants: [UInt32]
  private let chirality: MorganChirality?
  private var hasSpokenForChirality: [Bool]
  private var identifiers: [UInt32]
  private var nextIdentifiers: [UInt32]
  private var balls: [Bonds]
  private var nextBalls: [Bonds]
  private var isDead: [Bool]
  private var seen: SeenBalls<Bonds>
  /// Bond and identifier of each neighbor of one atom.
  private var pairs: [UInt64] = []
  private(set) var found: [MorganEnvironment]

  init(_ molecule: PerceivedMolecule, _ options: MorganOptions) {
    let graph = molecule.graph
    let count = graph.atomCount
    offsets = graph.adjacencyOffsets
    neighbors = graph.adjacentAtoms
    neighborBonds = graph.adjacentBonds
    chirality = options.includeChirality ? MorganChirality(molecule) : nil
    bondInvariants = MorganInvariants.bonds(molecule, options, chirality)
    hasSpokenForChirality = [Bool](repeating: false, count: chirality == nil ? 0 : count)
    identifiers = MorganInvariants.atoms(molecule)
    nextIdentifiers = [UInt32](repeating: 0, count: count)
    balls = [Bonds](repeating: Bonds(), count: count)
    nextBalls = balls
    isDead = [Bool](repeating: false, count: count)
    seen = SeenBalls(atLeast: count * min(options.radius, 4))
    found = []
    found.reserveCapacity(count * (min(options.radius, 4) + 1))
    for (atom, identifier) in identifiers.enumerated() {
      found.append(MorganEnvironment(identifier: identifier, atom: Int32(atom), radius: 0))
      if graph.degree(of: Int32(atom)) == 0 { isDead[atom] = true }
    }
  }

  /// Grows every ball by one bond; false when nothing is left to grow.
  mutating func grow(layer: UInt32) -> Bool {
    seen.beginRound()
    for atom in 0..<identifiers.count {
      if isDead[atom] {
        nextIdentifiers[atom] = 0
        nextBalls[atom] = balls[atom]
        continue
      }
      nextIdentifiers[atom] = grown(atom, layer: layer)
      let ball = SeenBalls<Bonds>.Ball(
        bonds: nextBalls[atom], identifier: nextIdentifiers[atom], atom: Int32(atom))
      if let loser = seen.loser(against: ball) { isDead[Int(loser)] = true }
    }
    swap(&identifiers, &nextIdentifiers)
    swap(&balls, &nextBalls)
    for ball in seen.ballsOfThisRound {
      found.append(
        MorganEnvironment(
          identifier: ball.identifier, atom: ball.atom, radius: Int32(layer) + 1))
    }
    return !seen.ballsOfThisRound.isEmpty
  }

  /// The next identifier of an atom, whose next ball is written.
  private mutating func grown(_ atom: Int, layer: UInt32) -> UInt32 {
    pairs.removeAll(keepingCapacity: true)
    var ball = balls[atom]
    for place in Int(offsets[atom])..<Int(offsets[atom + 1]) {
      let bond = neighborBonds[place]
      let other = Int(neighbors[place])
      ball.insert(bond)
      ball.formUnion(balls[other])
      let pair = UInt64(bondInvariants[Int(bond)]) << 32 | UInt64(identifiers[other])
      insertSorted(pair)
    }
    nextBalls[atom] = ball
    var hash = layer
    hash.combine(identifiers[atom])
    for pair in pairs {
      var pairHash: UInt32 = 0
      pairHash.combine(UInt32(truncatingIfNeeded: pair >> 32))
      pairHash.combine(UInt32(truncatingIfNeeded: pair))
      hash.combine(pairHash)
    }
    if let chirality, let code = chiralityCode(of: atom, chirality) { hash.combine(code) }
    return hash
  }

  private mutating func insertSorted(_ pair: UInt64) {
    var place = pairs.count
    pairs.append(pair)
    while place > 0 && pairs[place - 1] > pair {
      pairs[place] = pairs[place - 1]
      place -= 1
    }
    pairs[place] = pair
  }

  /// What a stereocenter adds from the round on in which its neighbors are told apart.
  private mutating func chiralityCode(of atom: Int, _ chirality: MorganChirality) -> UInt32? {
    guard let code = chirality.centerCodes[atom] else { return nil }
    if !hasSpokenForChirality[atom] {
      let single = UInt64(BondOrder.single.morganType)
      for (place, pair) in pairs.enumerated() {
        if pair >> 32 != single || (place > 0 && pair == pairs[place - 1]) { return nil }
      }
    }
    hasSpokenForChirality[atom] = true
    return code
  }
}

/// The balls that count so far, found by their bonds.
struct SeenBalls<Bonds: BondSet> {
  struct Ball {
    let bonds: Bonds
    let identifier: UInt32
    let atom: Int32
  }

  private var balls: [Ball] = []
  /// Index of a ball plus 1, or 0; the length is a power of two.
  private var slots: [Int32]
  private var roundStart = 0

  init(atLeast count: Int) {
    var length = 64
    while length < 2 * count { length *= 2 }
    slots = [Int32](repeating: 0, count: length)
    balls.reserveCapacity(count)
  }

  var ballsOfThisRound: ArraySlice<Ball> { balls[roundStart...] }

  mutating func beginRound() { roundStart = balls.count }

  /// Takes in a ball, unless one before has the same bonds; returns the atom that dies of the two.
  mutating func loser(against ball: Ball) -> Int32? {
    if 2 * balls.count >= slots.count { widen() }
    let slot = slot(of: ball.bonds)
    if slots[slot] == 0 {
      balls.append(ball)
      slots[slot] = Int32(balls.count)
      return nil
    }
    let place = Int(slots[slot]) - 1
    let rival = balls[place]
    // Atoms come in ascending order, so the earlier one wins a tie.
    if place < roundStart || rival.identifier <= ball.identifier { return ball.atom }
    balls[place] = ball
    return rival.atom
  }

  private func slot(of bonds: Bonds) -> Int {
    let mask = slots.count - 1
    let mixed = bonds.mixed
    var slot = Int(truncatingIfNeeded: mixed >> 32) & mask
    while slots[slot] != 0 && balls[Int(slots[slot]) - 1].bonds != bonds {
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func widen() {
    slots = [Int32](repeating: 0, count: 2 * slots.count)
    for (place, ball) in balls.enumerated() { slots[slot(of: ball.bonds)] = Int32(place + 1) }
  }
}

extension UInt32 {
  /// Boost's `hash_combine` in 32 bits.
  mutating func combine(_ value: UInt32) {
    self ^= value &+ 0x9e37_79b9 &+ (self << 6) &+ (self >> 2)
  }
}
