/// Says in a sentence who won a comparison and why, from the first molecule's side.
struct ComparisonFindings {
  let writer: StatementWriter

  func statement(_ comparison: Comparison) -> Statement {
    let sign: Double = comparison.verdict == .second ? -1 : 1
    let reasons = comparison.sharesBySize.filter { $0.share * sign >= 0.05 }.prefix(3)
    let against = comparison.sharesBySize.filter { $0.share * sign <= -0.05 }.prefix(2)
    let atoms = Set(comparison.onlyFirst.filter { $0.alias != nil }.flatMap(\.atoms)).sorted()
    return writer.statement(
      .comparison, min(1, abs(comparison.margin) / 2),
      Self.verdict(comparison) + Self.because(Array(reasons), sign) + Self.despite(Array(against))
        + "." + Self.difference(comparison) + Self.contacts(comparison),
      evidence: [.init("margin", comparison.margin)]
        + comparison.shares.map { .init("share_" + $0.name.lowercased(), $0.share) },
      atoms: Set(atoms).union(comparison.exchange?.firstAtoms ?? []).sorted(),
      implication: Self.implication(comparison, Array(reasons)) + Self.kept(comparison),
      suggestion: comparison.verdict == .first && !atoms.isEmpty ? .init(.keep) : nil)
  }

  private static func verdict(_ comparison: Comparison) -> String {
    let margin = abs(comparison.margin).fixed(2)
    return switch comparison.verdict {
    case .first: "Beats \(comparison.second) by \(margin)"
    case .second: "Loses to \(comparison.second) by \(margin)"
    case .tie: "Equals \(comparison.second) within \(Comparison.resolution.fixed(4))"
    }
  }

  private static func because(_ shares: [Comparison.Share], _ sign: Double) -> String {
    shares.isEmpty ? "" : ": " + shares.map(words).joined(separator: ", ")
  }

  private static func despite(_ shares: [Comparison.Share]) -> String {
    shares.isEmpty ? "" : "; against it " + shares.map(words).joined(separator: ", ")
  }

  /// `"docking −7.1 against −6.8 (+0.30)"`.
  private static func words(_ share: Comparison.Share) -> String {
    "\(share.label) \(share.first.fixed(share.decimals)) against "
      + "\(share.second.fixed(share.decimals)) "
      + "(\(share.share.signed(2)))"
  }

  private static func difference(_ comparison: Comparison) -> String {
    guard let exchange = comparison.exchange else { return "" }
    return " The two differ in one group: `\(exchange.first)` here, `\(exchange.second)` there."
  }

  /// What the loser does better: its shares of the margin, and contacts with key residues that it
  /// alone makes.
  private static func kept(_ comparison: Comparison) -> String {
    guard comparison.verdict != .tie else { return "" }
    let firstLost = comparison.verdict == .second
    let sign: Double = firstLost ? 1 : -1
    let shares = comparison.sharesBySize.filter { $0.share * sign >= 0.1 }.prefix(2).map {
      $0.kind == .avoided
        ? "its weaker \($0.label)" : $0.label == "docking" ? "its docking" : $0.label
    }
    let contacts = (firstLost ? comparison.onlyFirst : comparison.onlySecond)
      .filter { $0.alias != nil && $0.kind != .hydrophobic }
      .map { "the \($0.kind.words) with \($0.residueLabel)" }
    var seen: Set<String> = []
    let all = (contacts.prefix(3) + shares).filter { seen.insert($0).inserted }
    guard !all.isEmpty else { return "" }
    return " Worth keeping of \(firstLost ? "this one" : "the other"): "
      + all.joined(separator: ", ") + "."
  }

  private static func contacts(_ comparison: Comparison) -> String {
    let gained = names(comparison.onlyFirst)
    let lost = names(comparison.onlySecond)
    return (gained.isEmpty ? "" : " It alone makes: \(gained).")
      + (lost.isEmpty ? "" : " The other alone makes: \(lost).")
  }

  /// Directed contacts and those with key residues; plain hydrophobic ones would drown them.
  private static func names(_ contacts: [Contact]) -> String {
    var counted: [(words: String, count: Int)] = []
    for contact in contacts where contact.kind != .hydrophobic || contact.alias != nil {
      let words = "\(contact.kind.words) with \(contact.residueLabel)"
      if let known = counted.firstIndex(where: { $0.words == words }) {
        counted[known].count += 1
      } else {
        counted.append((words, 1))
      }
    }
    return counted.prefix(4).map { $0.count > 1 ? "\($0.words) ×\($0.count)" : $0.words }
      .joined(separator: ", ")
  }

  /// Vina's scores of one molecule lie some 0.15 kcal/mol apart between seeds at exhaustiveness 8,
  /// on F2, and Vina 1.1.2 prints one decimal.
  private static let noise = 0.25

  private static func implication(
    _ comparison: Comparison, _ reasons: [Comparison.Share]
  ) -> String {
    guard let first = reasons.first, comparison.verdict != .tie else {
      return "No reason to prefer one over the other by the objective."
    }
    if first.kind != .property, abs(comparison.margin) < noise {
      return
        "The difference is within what docking scores of one molecule differ by between searches: "
        + "no reason to prefer one."
    }
    let what = first.label == "docking" ? "the docking score" : first.label
    return comparison.verdict == .first
      ? "The gain comes mostly from \(what): keep what brought it."
      : "The loss comes mostly from \(what): go back to what the other does there."
  }
}

extension Contact {
  /// `"Asp121 (Asp138)"`.
  package var residueLabel: String { residue.label(alias: alias) }

  /// The same in a table, where a key residue is told: `"Asp121 (Asp138) key"`.
  package var residueCell: String { residueLabel + (alias == nil ? "" : " key") }
}
