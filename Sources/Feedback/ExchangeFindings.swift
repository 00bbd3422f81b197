import Perception

/// Says what exchanges of groups that were tried in the run teach about a molecule.
struct ExchangeFindings {
  let writer: StatementWriter
  let exchanges: [TriedMolecules.Exchange]

  /// Smaller changes are noise of the search.
  private static let smallest = 0.1
  /// Statements of each direction.
  private static let most = 2

  func statements() -> [Statement] {
    let telling = exchanges.filter { $0.meanChange >= Self.smallest }
    return telling.filter { !$0.hasBetter }.prefix(Self.most).map(statement)
      + telling.filter(\.hasBetter).prefix(Self.most).map(statement)
  }

  private func statement(_ exchange: TriedMolecules.Exchange) -> Statement {
    let count = exchange.objectiveChanges.count
    let docking = exchange.dockChanges.reduce(0, +) / Double(count)
    let agreeing = exchange.objectiveChanges.count { $0 > 0 }
    return writer.statement(
      .exchangeTried, min(0.9, 0.2 + 0.2 * exchange.meanChange + 0.05 * Double(agreeing)),
      "Exchanging `\(exchange.from)` for `\(exchange.to)` raised the objective by "
        + "\(exchange.meanChange.fixed(2)) in "
        + (count == 1 ? "the one pair" : "the mean of \(count) pairs")
        + " tried (docking \(docking.signed(2)) kcal/mol"
        + (count > 1 && agreeing < count ? "; \(agreeing) of \(count) rose" : "") + ").",
      evidence: [
        .init("pairs", Double(count)), .init("objective_change", exchange.meanChange),
        .init("dock_change", docking), .init("pairs_that_rose", Double(agreeing)),
      ], atoms: exchange.atoms,
      implication: exchange.hasBetter
        ? "The molecule has the better group: keep it."
        : "`\(exchange.partner)` has the better group and is the same otherwise: go on from it, or "
          + "try another group here.",
      suggestion: .init(exchange.hasBetter ? .keep : .change))
  }
}

extension TriedMolecules {
  /// Adds a molecule that was scored.
  public mutating func add(_ findings: Findings) {
    add(findings.molecule, objective: findings.objective, dock: findings.docked.affinity)
  }
}

extension Findings {
  /// The same findings with what the molecules of the run teach about this one.
  public func placed(among tried: TriedMolecules) -> Findings {
    var found = self
    found.triedNeighbors = tried.nearest(to: molecule)
    let exchanges = ExchangeFindings(
      writer: StatementWriter(molecule), exchanges: tried.exchanges(of: molecule))
    found.statements =
      (statements.filter { $0.kind != .exchangeTried } + exchanges.statements())
      .sortedByStrength()
    // A comparison is told first, whatever its strength.
    if let place = found.statements.firstIndex(where: { $0.kind == .comparison }) {
      found.statements.insert(found.statements.remove(at: place), at: 0)
    }
    return found
  }
}
