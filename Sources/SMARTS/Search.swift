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
  let stereo: [QueryStereo]
  let signatures: [AtomSignature]
  let classes: [(signature: AtomSignature, atoms: UInt64)]
  let offsets: [Int32]
  let links: [UInt32]
  let wordCount: Int
  var memory: SearchMemory

  /// Candidates that this question may still look at; where none are left, its search ends.
  var stepsLeft = Search.mostSteps
  /// Whether a search was ended so, or for the number of its matches.
  var isCutShort = false

  /// Taken out of the target, and brought back by `finish`.
  var neighborSets: NeighborSets
  var stack: SearchStack

  /// Under a second of work.
  static let mostSteps = 50_000_000
  /// Atoms in the matches of one search: 32 MB.
  static let mostEntries = 8_000_000

  init(_ patterns: CompiledPatterns, _ target: MatchTarget, comparesStereo: Bool = false) {
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
    stereo = patterns.stereo
    signatures = target.layout.signatures
    classes = target.layout.classes
    offsets = target.layout.offsets
    links = target.layout.links
    wordCount = target.layout.wordCount
    memory = target.takeMemory(for: patterns, comparesStereo: comparesStereo)
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
    if !isCutShort { target.keep(memory) }
  }

  /// Whether a pattern matches anywhere.
  mutating func hasMatch(_ query: Int) -> Bool {
    guard mayMatch(query) else { return false }
    allowSteps()
    return exists(query, queries[query].fastPlan.rows, at: nil)
  }

  /// Gives a new question its share of steps.
  mutating func allowSteps() { stepsLeft = Search.mostSteps }

  /// Counts work; false when the share is used up.
  @inline(__always)
  mutating func spend(_ steps: Int) -> Bool {
    stepsLeft -= steps
    if stepsLeft > 0 { return true }
    isCutShort = true
    return false
  }

  /// Whether a pattern or environment matches with its first atom at `atom`.
  mutating func begins(_ query: Int, at atom: Int) -> Bool {
    guard mayMatch(query) else { return false }
    let plan = queries[query].anchoredPlan.rows
    guard passes(Int(steps[plan.lowerBound].test), atom) else { return false }
    return plan.count == 1 && !memory.comparesStereo || exists(query, plan, at: atom)
  }

  private mutating func exists(_ query: Int, _ plan: Range<Int>, at atom: Int?) -> Bool {
    var frame = open(query, plan, at: atom)
    let byWords = wordCount == 1
    if byWords { startByWords(frame, at: atom) } else { startByNeighbors(frame) }
    let found = advance(&frame, query, byWords: byWords)
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
