/// An engine's arguments, with placeholders in braces that a docking fills in.
///
/// Each stays one argument whatever is filled in, and what is filled in is not looked at again; no
/// shell is between.
struct CommandTemplate: Hashable, Sendable {
  enum Placeholder: String, CaseIterable, Sendable {
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
    case placeholder(Placeholder)
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
    for needed in [Placeholder.receptor, .ligand, .out]
    where !uses(needed) {
      throw Flaw(argument: nil, reason: "no argument has the placeholder {\(needed.rawValue)}")
    }
  }

  func uses(_ placeholder: Placeholder) -> Bool {
    arguments.joined().contains(.placeholder(placeholder))
  }

  private init(unchecked arguments: [[Piece]]) { self.arguments = arguments }

  private static func pieces(_ text: String) throws(Flaw) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      if open > rest.startIndex { pieces.append(.text(String(rest[..<open]))) }
      let name = rest[rest.index(after: open)...].prefix { $0 != "}" }
      guard name.endIndex < rest.endIndex, let placeholder = Placeholder(rawValue: String(name))
      else {
        let known = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: " ")
        throw Flaw(
          argument: nil, reason: "\"{\(name.prefix(40))\" begins no placeholder; there are \(known)"
        )
      }
      pieces.append(.placeholder(placeholder))
      rest = rest[rest.index(after: name.endIndex)...]
    }
    if !rest.isEmpty || pieces.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }

  func filled(_ value: (Placeholder) -> String) -> [String] {
    arguments.map { pieces in
      pieces.map { piece in
        switch piece {
        case .text(let text): text
        case .placeholder(let placeholder): value(placeholder)
        }
      }.joined()
    }
  }

  /// What Vina and its relatives share; nothing else is passed, so 1.1.2 and 1.2 are started alike.
  static let vina = CommandTemplate(
    unchecked: [
      ("--receptor", Placeholder.receptor), ("--ligand", .ligand), ("--out", .out),
      ("--center_x", .centerX), ("--size_x", .sizeX), ("--center_y", .centerY),
      ("--size_y", .sizeY), ("--center_z", .centerZ), ("--size_z", .sizeZ),
      ("--exhaustiveness", .exhaustiveness), ("--seed", .seed), ("--cpu", .cpu),
      ("--num_modes", .modes), ("--energy_range", .energyRange),
    ].flatMap { flag, placeholder in [[.text(flag)], [.placeholder(placeholder)]] })
}
