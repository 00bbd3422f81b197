/// Backtracking search for matches of compiled patterns in one molecule, without recursion over
/// atoms; only environments within environments recurse, as deep as they are written.
///
/// Time is exponential in the worst case, as for every subgraph search; `stepsLeft` bounds it.
struct Search: ~Copyable {
  let target: MatchTarget
  let patternCount: Int
  // The tables of `CompiledPatterns` and of the target's layout, taken out of them once.
  let queries: [CompiledQuery]
  let tests: [AtomTest]
  let instructions: [AtomInstruction]
  let steps: [SearchStep]
  let closures: [SearchClosure]
  let screens: [Int32]
  let bondMasks: [UInt16]
  let queryBonds: [UInt16]
  let signatures: [AtomSignature]
  let classes: [(signature: AtomSignature, atoms: UInt64)]
  let offsets: [Int32]
  let links: [UInt32]
  let wordCount: Int
  var memory: SearchMemory

  /// Candidates that may still be looked at. At 0 every search ends.
  var stepsLeft = Search.defaultSteps

  /// Taken out of the target, and brought back by `finish`.
  var neighborSets: NeighborSets
  var stack: SearchStack

  /// Some seconds of work.
  static let defaultSteps = 200_000_000

  init(_ patterns: CompiledPatterns, _ target: MatchTarget) {
    self.target = target
    patternCount = patterns.patternCount
    queries = patterns.queries
    tests = patterns.tests
    instructions = patterns.instructions
    steps = patterns.steps
    closures = patterns.closures
    screens = patterns.screens
    bondMasks = patterns.bondMasks
    queryBonds = patterns.queryBonds
    signatures = target.layout.signatures
    classes = target.layout.classes
    offsets = target.layout.offsets
    links = target.layout.links
    wordCount = target.layout.wordCount
    memory = target.takeMemory(for: patterns)
    neighborSets = target.neighborSets
    stack = target.stack
    target.neighborSets = NeighborSets()
    target.stack = SearchStack()
  }

  /// Gives what was learned back to the target.
  consuming func finish() {
    target.neighborSets = neighborSets
    target.stack = stack
    // Answers of a search that was cut short are not to be trusted.
    if stepsLeft > 0 { target.keep(memory) }
  }

  /// Whether a pattern matches anywhere.
  mutating func hasMatch(_ query: Int) -> Bool {
    guard mayMatch(query) else { return false }
    return exists(query, queries[query].fastPlan.rows, at: nil)
  }

  /// Whether a pattern or environment matches with its first atom at `atom`.
  mutating func begins(_ query: Int, at atom: Int) -> Bool {
    guard mayMatch(query) else { return false }
    let plan = queries[query].anchoredPlan.rows
    guard passes(Int(steps[plan.lowerBound].test), atom) else { return false }
    return plan.count == 1 || exists(query, plan, at: atom)
  }

  private mutating func exists(_ query: Int, _ plan: Range<Int>, at atom: Int?) -> Bool {
    var frame = open(query, plan, at: atom)
    let found: Bool
    if wordCount == 1 {
      startByWords(frame, at: atom)
      found = advanceByWords(&frame)
    } else {
      startByNeighbors(frame)
      found = advanceByNeighbors(&frame)
    }
    close(frame)
    return found
  }

  /// False where a count of elements, or a test or bond that nothing passes, rules every match out.
  @inline(__always)
  mutating func mayMatch(_ query: Int) -> Bool {
    let state = memory.states[tests.count + query]
    return state == .unknown ? screen(query) : state == .possible
  }

  private mutating func screen(_ query: Int) -> Bool {
    let isPossible =
      target.counts.cover(queries[query].needs) && Int(queries[query].atomCount) <= signatures.count
      && hasCandidates(queries[query].screen.rows) && hasBonds(queries[query].bonds.rows)
    memory.states[tests.count + query] = isPossible ? .possible : .hopeless
    return isPossible
  }

  private mutating func hasCandidates(_ range: Range<Int>) -> Bool {
    for place in range where !hasCandidate(Int(screens[place])) { return false }
    return true
  }

  private mutating func hasBonds(_ range: Range<Int>) -> Bool {
    guard wordCount == 1 else { return true }
    for place in range where !hasNeighbors(Int(queryBonds[place])) { return false }
    return true
  }
}
