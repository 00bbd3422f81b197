import Targets

/// The flags that say in which box the engine searches, where it is not the target's own.
package struct BoxFlags: Sendable {
  package static let flags: [Flag] = [
    Flag(
      "--autobox-ligand", value: "FILE",
      "Search the box around the heavy atoms of this ligand (SDF, MOL, PDB, PDBQT).",
      standard: "the target's box", completion: .file),
    Flag(
      "--padding", value: "A", "With --autobox-ligand: Å beyond the ligand on every side.",
      standard: "4"),
    Flag("--center", value: "X,Y,Z", "With --size: center of the box to search, Å."),
    Flag("--size", value: "X,Y,Z", "With --center: size of the box, Å."),
  ]

  private enum Meaning: Sendable {
    case none
    case around(ligand: String, padding: Double)
    case box(SearchBox)
  }

  private let meaning: Meaning

  /// Whether a box is asked for.
  package var isGiven: Bool {
    if case .none = meaning { false } else { true }
  }

  package init(_ typed: TypedArguments) throws(UsageError) {
    let padding = try typed.number("--padding", in: 0...100)
    let center = try Self.triple("--center", typed)
    let size = try Self.triple("--size", typed)
    if let ligand = typed.text("--autobox-ligand") {
      guard center == nil, size == nil else {
        throw UsageError("--autobox-ligand sets the whole box; leave out --center and --size")
      }
      meaning = .around(ligand: ligand, padding: padding ?? 4)
      return
    }
    guard padding == nil else { throw UsageError("--padding goes with --autobox-ligand FILE") }
    switch (center, size) {
    case (nil, nil): meaning = .none
    case (let center?, let size?):
      guard size.min() > 0 else { throw UsageError("--size needs numbers above 0") }
      meaning = .box(SearchBox(center: center, size: size))
    default: throw UsageError("--center X,Y,Z and --size X,Y,Z go together")
    }
  }

  private static func triple(
    _ flag: String, _ typed: TypedArguments
  ) throws(UsageError) -> SIMD3<Double>? {
    guard let text = typed.text(flag) else { return nil }
    guard let point = SIMD3(commaSeparated: text) else {
      throw UsageError("\(flag) needs three numbers, as 1.5,-2,30, found “\(text)”")
    }
    return point
  }

  /// The box; nil where none is asked for.
  package func box() throws(TargetError) -> SearchBox? {
    switch meaning {
    case .none: nil
    case .around(let ligand, let padding): try SearchBox(around: ligand, padding: padding)
    case .box(let box): box
    }
  }
}

extension SIMD3<Double> {
  /// Three numbers below 10⁵ Å, as `1.5,-2,30`.
  fileprivate init?(commaSeparated text: some StringProtocol) {
    let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { part in
      Double(String(part.filter { $0 != " " }))
    }
    guard numbers.count == 3, let x = numbers[0], let y = numbers[1], let z = numbers[2],
      [x, y, z].allSatisfy({ abs($0) < 1e5 })
    else { return nil }
    self.init(x, y, z)
  }

  fileprivate var commaSeparated: String { "\(x),\(y),\(z)" }
}

extension SearchBox {
  /// As a run records it: `center X,Y,Z size X,Y,Z`, Å.
  package var recorded: String { "center \(center.commaSeparated) size \(size.commaSeparated)" }

  package init?(recorded: String) {
    let words = recorded.split(separator: " ")
    guard words.count == 4, words[0] == "center", words[2] == "size",
      let center = SIMD3(commaSeparated: words[1]), let size = SIMD3(commaSeparated: words[3])
    else { return nil }
    self.init(center: center, size: size)
  }
}
