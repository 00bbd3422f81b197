/// How a molecule of an optimization came about, as Markdown.
public enum LineageText {
  /// - Parameter calls: the molecule and its ancestors, in the order of their numbers.
  public static func text(_ calls: [Trajectory.Call]) -> String {
    var text = ""
    for call in calls {
      let objective = call.objective.map { Cell($0, decimals: 3).text } ?? call.status
      let expected = call.expected.map { " (expected \(Cell($0, decimals: 2).text))" } ?? ""
      text += "- call \(call.number), \(objective)\(expected): `\(call.smiles)` – \(call.edit)"
      if !call.parents.isEmpty {
        text += " (from \(call.parents.map { "call \($0)" }.joined(separator: " and ")))"
      }
      text += "\n"
      if !call.reason.isEmpty { text += "  because: \(call.reason)\n" }
      if let failure = call.failure { text += "  failed: \(failure)\n" }
    }
    return text
  }
}
