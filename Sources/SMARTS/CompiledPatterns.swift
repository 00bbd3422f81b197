import Synchronization

/// One pattern or many, ready to be matched.
///
/// The design in a few sentences. Every atom of a molecule has a *signature*, 107 bits that hold
/// what queries ask most (`AtomSignature`), so that most atom tests are one AND and a compare; the
/// others add a short *program* (`AtomInstruction`). Equal tests of all patterns of a set are one
/// test, and a search remembers per test which atoms of the molecule pass (`SearchMemory`): the
/// work for a new pattern is mostly done by the ones before it. Environments `$(…)` are numbered at
/// compile time, equal ones once, and their answers per atom are remembered too. Before a pattern
/// is searched for, eight element counts are compared in one subtraction (`ScreenCounts`), then
/// each of its tests must have an atom that passes, the rarest first, and each kind of bond a bond.
/// What is left starts at the pattern's rarest atom and walks along its bonds (`SearchPlan`),
/// without recursion and without allocation. In molecules of up to 64 atoms a set of atoms is one
/// word, so the candidates of a step are an AND of words: passing atoms, neighbors over the right
/// bonds, free (`Search+Words.swift`). Larger molecules, and the first match in RDKit's order, are
/// searched neighbor by neighbor (`Search+Neighbors.swift`).
final class CompiledPatterns: Sendable {
  /// Names this value for the memory of a target; no two share it.
  let serial: Int
  /// The patterns, then the environments.
  let queries: [CompiledQuery]
  let patternCount: Int
  let tests: [AtomTest]
  let instructions: [AtomInstruction]
  let steps: [SearchStep]
  let closures: [SearchClosure]
  /// What the bonds of all patterns accept, each mask once.
  let bondMasks: [UInt16]
  /// Numbers of the masks of each query: `CompiledQuery.bonds` is a range in it.
  let queryBonds: [UInt16]
  /// What each query says of stereo.
  let stereo: [QueryStereo]
  /// Tests of each query, rarest first: `CompiledQuery.screen` is a range in it.
  let screens: [Int32]

  private static let lastSerial = Atomic<Int>(0)

  init(_ patterns: [ParsedQuery]) {
    var compiler = PatternCompiler()
    for pattern in patterns { compiler.add(pattern: pattern) }
    compiler.addEnvironments()
    serial = CompiledPatterns.lastSerial.add(1, ordering: .relaxed).newValue
    queries = compiler.queries
    patternCount = patterns.count
    tests = compiler.tests
    instructions = compiler.instructions
    steps = compiler.steps
    closures = compiler.closures
    bondMasks = compiler.bondMasks
    queryBonds = compiler.queryBonds
    screens = compiler.screens
    stereo = compiler.stereo
  }

  var environmentCount: Int { queries.count - patternCount }
}

/// What an atom must be, its bonds aside.
struct AtomTest: Sendable {
  let mask: AtomMask
  /// Range of the instructions that decide where the mask lets pass; empty where it is exact.
  let start: Int32
  let end: Int32
}

/// One step of an atom test. The machine has a single flag, true at the start.
struct AtomInstruction: Sendable {
  enum Operation: UInt8, Sendable {
    case mask, property, ringOfSize, environment, jumpIfFalse, jumpIfTrue, negate
  }

  var operation: Operation
  var property = AtomProperty.element
  var low: Int16 = 0
  var high: Int16 = 0
  /// Jump target, or number of the environment.
  var argument: Int32 = 0
  var forbidden = AtomSignature()
}

/// One pattern or environment: where its parts lie in the tables of `CompiledPatterns`.
struct CompiledQuery: Sendable {
  let atomCount: Int32
  let hasGroups: Bool
  let needs: ScreenCounts
  /// The order of RDKit's search, from atom 0.
  let orderedPlan: TableRange
  /// From the rarest atom, rare neighbors first.
  let fastPlan: TableRange
  /// From atom 0, rare neighbors first.
  let anchoredPlan: TableRange
  let screen: TableRange
  let bonds: TableRange
}

/// Some rows of a table.
struct TableRange: Sendable {
  private let first: Int32
  private let last: Int32

  init(_ rows: Range<Int>) {
    first = Int32(rows.lowerBound)
    last = Int32(rows.upperBound)
  }

  @inline(__always)
  var rows: Range<Int> { Range(uncheckedBounds: (Int(first), Int(last))) }
}

/// One atom of a search plan.
struct SearchStep: Sendable {
  let test: Int32
  /// Step that this atom is reached from, -1 at the start of a component.
  let parent: Int32
  /// Range in `closures` of further bonds to atoms matched before.
  let closureStart: Int32
  let closureEnd: Int32
  let queryAtom: Int32
  let group: Int32
  /// The bond read from the parent, and its number in `bondMasks`.
  let bond: UInt16
  let bondNumber: UInt16
}

/// A bond back to an atom matched at an earlier step, read from that one.
struct SearchClosure: Sendable {
  let step: Int32
  let bond: UInt16
  let bondNumber: UInt16
}
