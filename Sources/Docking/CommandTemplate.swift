/// An engine's arguments, with variables in braces that a docking fills in.
///
/// Each stays one argument whatever is filled in, and what is filled in is not looked at again; no
/// shell is between.
struct CommandTemplate: Hashable, Sendable {
  enum Variable: String, CaseIterable, Sendable {
    case receptor, ligand, out
    case centerX = "center_x"
    case centerY = "center_y"
    case centerZ = "center_z"
    case sizeX = "size_x"
    case sizeY = "size_y"
    case sizeZ = "size_z"
    case exhaustiveness, seed, cpu, modes
    case energyRange = "energy_range"
  }

  private enum Piece: Hashable, Sendable {
    case text(String)
    case variable(Variable)
  }

  private let arguments: [[Piece]]

  /// Why a template cannot be used.
  struct Flaw: Error, Equatable {
    /// Place among the arguments, from 0; nil where one is missing.
    let argument: Int?
    let reason: String
  }

  init(_ texts: [String]) throws(Flaw) {
    var arguments: [[Piece]] = []
    for (place, text) in texts.enumerated() {
      do throws(Flaw) { arguments.append(try Self.pieces(text)) } catch {
        throw Flaw(argument: place, reason: error.reason)
      }
    }
    self.arguments = arguments
    for needed in [Variable.receptor, .ligand, .out]
    where !uses(needed) {
      throw Flaw(argument: nil, reason: "no argument has the variable {\(needed.rawValue)}")
    }
  }

  func uses(_ variable: Variable) -> Bool {
    arguments.joined().contains(.variable(variable))
  }

  private init(unchecked arguments: [[Piece]]) { self.arguments = arguments }

  private static func pieces(_ text: String) throws(Flaw) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let name = rest[rest.index(after: open)...].prefix { $0 != "}" }
      guard name.endIndex < rest.endIndex, let variable = Variable(rawValue: String(name))
      else {
        let known = Variable.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        throw Flaw(
          argument: nil, reason: "\"{\(name.prefix(40))\" begins no variable; there are \(known)"
        )
      }
      pieces.append(.variable(variable))
      rest = rest[rest.index(after: name.endIndex)...]
    }
    if !rest.isEmpty || pieces.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  func filled(_ value: (Variable) -> String) -> [String] {
    arguments.map { pieces in
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .variable(let variable): value(variable)
        }
      }.joined()
    }
  }

  /// What Vina and its relatives share; nothing else is passed, so 1.1.2 and 1.2 are started alike.
  static let vina = CommandTemplate(
    unchecked: [
      ("--receptor", Variable.receptor), ("--ligand", .ligand), ("--out", .out),
      ("--center_x", .centerX), ("--size_x", .sizeX), ("--center_y", .centerY),
      ("--size_y", .sizeY), ("--center_z", .centerZ), ("--size_z", .sizeZ),
      ("--exhaustiveness", .exhaustiveness), ("--seed", .seed), ("--cpu", .cpu),
      ("--num_modes", .modes), ("--energy_range", .energyRange),
    ].flatMap { flag, variable in [[.text(flag)], [.variable(variable)]] })
}
