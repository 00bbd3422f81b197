/// One step of a compiled atom test. The machine has a single flag, true at the start.
struct AtomInstruction: Sendable {
  enum Operation: UInt8, Sendable {
    case property, ringOfSize, environment, always, jumpIfFalse, jumpIfTrue, negate
  }

  var operation: Operation
  var property: UInt8 = 0
  var low: Int16 = 0
  var high: Int16 = 0
  /// Jump target, or index of the environment.
  var argument: Int32 = 0
}

/// The atom tests of a query, flat: atom `i` runs instructions `starts[i]..<starts[i + 1]`.
struct AtomProgram: Sendable {
  private(set) var instructions: [AtomInstruction] = []
  private(set) var starts: [Int32] = [0]
  private(set) var environments: [CompiledQuery] = []

  init(_ atoms: [AtomExpression]) {
    for atom in atoms {
      emit(atom)
      starts.append(Int32(instructions.count))
    }
  }

  private mutating func emit(_ expression: AtomExpression) {
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
    case .any: instructions.append(AtomInstruction(operation: .always))
    case .property(let property, let range):
      instructions.append(
        AtomInstruction(
          operation: .property, property: property.rawValue, low: range.lowerBound,
          high: range.upperBound))
    case .ringOfSize(let size):
      instructions.append(AtomInstruction(operation: .ringOfSize, low: size))
    case .environment(let query):
      instructions.append(
        AtomInstruction(operation: .environment, argument: Int32(environments.count)))
      environments.append(CompiledQuery(query))
    }
  }

  private mutating func emit(
    _ parts: [AtomExpression], leavingOn jump: AtomInstruction.Operation
  ) {
    // Cheap tests first: environments cost a search.
    let ordered = parts.filter { !$0.hasEnvironment } + parts.filter { $0.hasEnvironment }
    var jumps: [Int] = []
    for (index, part) in ordered.enumerated() {
      emit(part)
      if index < ordered.count - 1 {
        jumps.append(instructions.count)
        instructions.append(AtomInstruction(operation: jump))
      }
    }
    for place in jumps { instructions[place].argument = Int32(instructions.count) }
  }
}

extension AtomExpression {
  fileprivate var hasEnvironment: Bool {
    switch self {
    case .primitive(.environment): true
    case .primitive: false
    case .not(let inner): inner.hasEnvironment
    case .and(let parts), .or(let parts): parts.contains { $0.hasEnvironment }
    }
  }

  /// Atomic number that every match must have, or nil where several are possible.
  var requiredElement: Int16? {
    switch self {
    case .primitive(.property(.element, let range)) where range.count == 1: range.lowerBound
    case .primitive(.property(.kind, let range)) where range.count == 1:
      range.lowerBound & (AtomProperty.aromaticOffset - 1)
    case .and(let parts): parts.lazy.compactMap { $0.requiredElement }.first
    default: nil
    }
  }
}
