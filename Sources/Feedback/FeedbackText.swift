import Docking

/// Writes findings as Markdown, from their values alone.
public enum FeedbackText {
  /// The whole feedback: table, contacts, statements. `limit` bounds the characters; statements at
  /// the end, the least important, are dropped first, and the last line says how many.
  public static func markdown(_ findings: Findings, target: String, limit: Int = 12_000) -> String {
    var text = heading(findings, target: target) + table(findings) + contacts(findings)
    text += numbering(findings)
    text += "\n### What it says\n\n"
    var dropped = 0
    for statement in findings.statements {
      let line = sentence(statement)
      if dropped > 0 || text.count + line.count > limit - 60 { dropped += 1 } else { text += line }
    }
    if dropped > 0 { text += "- \(dropped) weaker statements are left out.\n" }
    return text
  }

  private static func heading(_ findings: Findings, target: String) -> String {
    "## `\(findings.smiles)` on \(target)\n\nObjective \(findings.objective.fixed(2)) = "
      + "\((-findings.docked.affinity).fixed(2)) − 10·(1 − \(findings.drugLikeness.score.fixed(3)))"
      + ", docked with \(findings.docked.engine).\n\n"
  }

  private static func table(_ findings: Findings) -> String {
    var text = "| property | value | what it means here |\n|---|---|---|\n"
    for row in findings.properties.rows {
      text += "| \(row.label) | \(cell(row.value)) | \(cell(row.implication)) |\n"
    }
    return text
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func contacts(_ findings: Findings) -> String {
    guard !findings.contacts.isEmpty else { return "\nThe best pose makes no contact.\n" }
    var text = "\n| contact of the best pose | residue | Å | angle | ligand atoms |\n"
    text += "|---|---|---|---|---|\n"
    for contact in findings.contacts {
      text +=
        "| \(contact.kind.words) | \(contact.residueLabel)\(contact.alias == nil ? "" : " key") "
        + "| \(contact.distance.fixed(1)) | \(contact.angle.map { $0.fixed(0) + "°" } ?? "") "
        + "| \(contact.atoms.map(String.init).joined(separator: " ")) |\n"
    }
    return text
  }

  private static func numbering(_ findings: Findings) -> String {
    let renamed = findings.keyResidues.map(\.residue).first { $0.label != $0.alias }
    guard let renamed, !renamed.scheme.isEmpty else { return "" }
    return "\nResidues carry the receptor file's numbers; in parentheses: \(renamed.scheme).\n"
  }

  /// One statement as a list item: text, atoms, implication.
  public static func sentence(_ statement: Statement) -> String {
    let atoms =
      statement.atoms.isEmpty
      ? "" : " [atoms \(statement.atoms.map(String.init).joined(separator: " "))]"
    return "- \(statement.text)\(atoms) \(statement.implication)\n"
  }
}
