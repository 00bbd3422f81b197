/// Turns parsed patterns into the flat tables of `CompiledPatterns`, equal parts once.
struct PatternCompiler {
  private(set) var queries: [CompiledQuery] = []
  private(set) var tests: [AtomTest] = []
  private(set) var instructions: [AtomInstruction] = []
  private(set) var steps: [SearchStep] = []
  private(set) var closures: [SearchClosure] = []
  private(set) var bondMasks: [UInt16] = []
  private(set) var queryBonds: [UInt16] = []
  private(set) var screens: [Int32] = []

  private var testNumbers: [AtomExpression: Int32] = [:]
  private var commonness: [Double] = []
  private var bondNumbers: [UInt16: UInt16] = [:]
  private var environments: [ParsedQuery] = []
  private var environmentNumbers: [ParsedQuery: Int32] = [:]

  mutating func add(pattern: ParsedQuery) { add(pattern, isEnvironment: false) }

  /// Compiles the environments met so far, and those met in them.
  mutating func addEnvironments() {
    var next = 0
    while next < environments.count {
      add(environments[next], isEnvironment: true)
      next += 1
    }
  }

  private mutating func add(_ query: ParsedQuery, isEnvironment: Bool) {
    var numbers: [Int32] = []
    for atom in query.atoms { numbers.append(number(of: atom)) }
    let shares = numbers.map { commonness[Int($0)] }
    let root = shares.indices.min { shares[$0] < shares[$1] } ?? 0
    let anchored = append(SearchPlan(query, root: 0, commonness: shares), query, numbers)
    // Environments are only asked at an atom.
    let fast =
      isEnvironment || root == 0
      ? anchored : append(SearchPlan(query, root: root, commonness: shares), query, numbers)
    let ordered =
      isEnvironment ? anchored : append(SearchPlan(inOrderOf: query), query, numbers)
    let screenStart = screens.count
    screens += Set(numbers).sorted {
      (commonness[Int($0)], $0) < (commonness[Int($1)], $1)
    }
    let bondStart = queryBonds.count
    queryBonds += Set(
      [anchored, fast].flatMap { plan in
        steps[plan].flatMap { step in
          (step.parent < 0 ? [] : [step.bondNumber])
            + closures[Int(step.closureStart)..<Int(step.closureEnd)].map(\.bondNumber)
        }
      }
    ).sorted()
    queries.append(
      CompiledQuery(
        atomCount: Int32(query.atoms.count), hasGroups: query.groups.contains { $0 > 0 },
        needs: ScreenCounts(needs: numbers.map { tests[Int($0)].mask }),
        orderedPlan: TableRange(ordered), fastPlan: TableRange(fast),
        anchoredPlan: TableRange(anchored), screen: TableRange(screenStart..<screens.count),
        bonds: TableRange(bondStart..<queryBonds.count)))
  }

  private mutating func append(
    _ plan: SearchPlan, _ query: ParsedQuery, _ numbers: [Int32]
  ) -> Range<Int> {
    let start = steps.count
    for step in plan.steps {
      let closureStart = closures.count
      for closure in plan.closures[step.closures] {
        closures.append(
          SearchClosure(
            step: Int32(closure.step), bond: closure.bond.bits,
            bondNumber: number(of: closure.bond)))
      }
      steps.append(
        SearchStep(
          test: numbers[step.atom], parent: Int32(step.parent),
          closureStart: Int32(closureStart), closureEnd: Int32(closures.count),
          queryAtom: Int32(step.atom), group: Int32(query.groups[step.atom]),
          bond: step.bond.bits, bondNumber: step.parent < 0 ? 0 : number(of: step.bond)))
    }
    return start..<steps.count
  }

  private mutating func number(of mask: BondMask) -> UInt16 {
    if let known = bondNumbers[mask.bits] { return known }
    let number = UInt16(bondMasks.count)
    bondNumbers[mask.bits] = number
    bondMasks.append(mask.bits)
    return number
  }

  // MARK: Atom tests

  private mutating func number(of expression: AtomExpression) -> Int32 {
    if let known = testNumbers[expression] { return known }
    let mask = AtomMask(expression)
    let start = instructions.count
    if !mask.isExact { emit(expression) }
    let number = Int32(tests.count)
    tests.append(AtomTest(mask: mask, start: Int32(start), end: Int32(instructions.count)))
    commonness.append(mask.commonness)
    testNumbers[expression] = number
    return number
  }

  private mutating func emit(_ expression: AtomExpression) {
    let mask = AtomMask(expression)
    if mask.isExact {
      instructions.append(AtomInstruction(operation: .mask, forbidden: mask.forbidden))
      return
    }
    switch expression {
    case .primitive(let primitive): emit(primitive)
    case .not(let inner):
      emit(inner)
      instructions.append(AtomInstruction(operation: .negate))
    case .and(let parts): emit(parts, leavingOn: .jumpIfFalse)
    case .or(let parts): emit(parts, leavingOn: .jumpIfTrue)
    }
  }

  private mutating func emit(_ primitive: AtomPrimitive) {
    switch primitive {
    case .any: instructions.append(AtomInstruction(operation: .mask))
    case .property(let property, let range):
      instructions.append(
        AtomInstruction(
          operation: .property, property: property, low: range.lowerBound, high: range.upperBound))
    case .ringOfSize(let size):
      instructions.append(AtomInstruction(operation: .ringOfSize, low: size))
    case .environment(let query):
      let number = environmentNumbers[query] ?? Int32(environments.count)
      if number == environments.count {
        environmentNumbers[query] = number
        environments.append(query)
      }
      instructions.append(AtomInstruction(operation: .environment, argument: number))
    }
  }

  /// Parts in the order of what they cost: bits, numbers, then environments, small ones first.
  private mutating func emit(
    _ parts: [AtomExpression], leavingOn jump: AtomInstruction.Operation
  ) {
    let ordered = parts.enumerated().sorted {
      ($0.element.cost, $0.offset) < ($1.element.cost, $1.offset)
    }
    var jumps: [Int] = []
    for (place, part) in ordered.enumerated() {
      emit(part.element)
      if place < ordered.count - 1 {
        jumps.append(instructions.count)
        instructions.append(AtomInstruction(operation: jump))
      }
    }
    for place in jumps { instructions[place].argument = Int32(instructions.count) }
  }
}

extension AtomExpression {
  /// What deciding the expression costs, roughly, in tests of bits.
  fileprivate var cost: Int {
    switch self {
    case .primitive(.environment(let query)): 10 * query.atoms.count
    case .primitive(.property), .primitive(.any): 1
    case .primitive(.ringOfSize): 5
    case .not(let inner): inner.cost
    case .and(let parts), .or(let parts): parts.reduce(0) { min(1_000_000, $0 + $1.cost) }
    }
  }
}
