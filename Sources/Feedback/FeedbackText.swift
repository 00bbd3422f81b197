import Docking

/// Writes findings as Markdown, from their values alone.
public enum FeedbackText {
  /// The whole feedback, most important first: statements, table, contacts, known ligands.
  ///
  /// - Parameter limit: bounds the characters. Statements may take six tenths of it where not all
  ///   fits; what is left out is the least important of each part, and its last line says how much.
  public static func markdown(_ findings: Findings, target: String, limit: Int = 12_000) -> String {
    let statements = "### What it says\n\n"
    let lines = findings.statements.map(sentence)
    let rest = [
      TextPart(table(findings), noun: "property", plural: "properties"),
      TextPart(contacts(findings), noun: "contact", plural: "contacts"),
      TextPart([neighbors(findings, target: target), numbering(findings)], isList: false),
    ]
    let head = heading(findings, target: target)
    let whole =
      head.count + statements.count + lines.reduce(0) { $0 + $1.count }
      + rest.reduce(0) { $0 + $1.count }
    let share = whole <= limit ? limit : limit * 6 / 10
    var text = String(head.prefix(max(0, limit)))
    TextPart([statements] + lines, noun: "statement", plural: "statements")
      .append(to: &text, limit: share)
    for part in rest { part.append(to: &text, limit: limit) }
    return text
  }

  /// What fits a screen: table, contacts and the strongest statements.
  ///
  /// - Parameter elsewhere: where the rest is told, as in `"report.html"`.
  public static func digest(_ findings: Findings, target: String, elsewhere: String) -> String {
    let strong = findings.statements.filter { $0.strength >= weakestInDigest }
      .prefix(longestDigest)
    let dropped = findings.statements.count - strong.count
    var text = heading(findings, target: target) + "### What it says\n\n"
    text += strong.map(sentence).joined()
    if dropped > 0 { text += "- … and \(dropped) more in \(elsewhere)\n" }
    return text + table(findings).joined() + contacts(findings).joined()
      + neighbors(findings, target: target) + numbering(findings)
  }

  private static let weakestInDigest = 0.2
  private static let longestDigest = 8

  private static func heading(_ findings: Findings, target: String) -> String {
    "## `\(findings.smiles)` on \(target)\n\nObjective \(findings.objective.fixed(2)) = "
      + (findings.judgement.isStandard
        ? "\((-findings.docked.affinity).fixed(2)) − 10·(1 − "
          + "\(findings.drugLikeness.score.fixed(3)))"
        : terms(findings.judgement))
      + ", docked with \(findings.engineAndForm).\n\n"
  }

  /// `"+7.10 (docking −7.10) −1.20 (docking on LCK −9.30)"`.
  private static func terms(_ judgement: Judgement) -> String {
    judgement.terms.map { term in
      "\(term.contribution.signed(2)) (\(term.label) \(term.value.fixed(term.decimals)))"
    }.joined(separator: " ")
  }

  private static func table(_ findings: Findings) -> [String] {
    ["\n| property | value | what it means here |\n|---|---|---|\n"]
      + findings.properties.rows.map { row in
        "| \(row.label) | \(cell(row.value)) | \(cell(row.implication)) |\n"
      }
  }

  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func contacts(_ findings: Findings) -> [String] {
    guard !findings.contacts.isEmpty else { return ["\nThe best pose makes no contact.\n"] }
    return [
      "\n| contact of the best pose | residue | Å | angle | ligand atoms |\n|---|---|---|---|---|\n"
    ]
      + findings.contacts.map { contact in
        "| \(contact.kind.words) | \(contact.residueCell) "
          + "| \(contact.distance.fixed(1)) | \(contact.angle.map { $0.fixed(0) + "°" } ?? "") "
          + "| \(contact.atoms.map(String.init).joined(separator: " ")) |\n"
      }
  }

  private static func neighbors(_ findings: Findings, target: String) -> String {
    var text = ""
    if !findings.neighbors.isEmpty {
      let names = findings.neighbors.map {
        "\($0.name) (\($0.action), similarity \($0.similarity.fixed(2)))"
      }
      text +=
        "\nNearest known ligand\(names.count == 1 ? "" : "s") of \(target): "
        + names.joined(separator: ", ") + ".\n"
    }
    if !findings.triedNeighbors.isEmpty {
      let names = findings.triedNeighbors.map {
        "`\($0.smiles)` (objective \($0.objective.fixed(2)), docking \($0.dock.fixed(2)), "
          + "similarity \($0.similarity.fixed(2)))"
      }
      text += "\nMost similar of those tried: " + names.joined(separator: ", ") + ".\n"
    }
    return text
  }

  private static func numbering(_ findings: Findings) -> String {
    let renamed = findings.keyResidues.map(\.key).first { $0.label != $0.alias }
    guard let renamed, !renamed.scheme.isEmpty else { return "" }
    return "\nResidues carry the receptor file's numbers; in parentheses: \(renamed.scheme).\n"
  }

  /// One statement as a list item: text, atoms, implication.
  public static func sentence(_ statement: Statement) -> String {
    "- \(statement.text)\(atoms(of: statement)) \(statement.implication)\n"
  }

  /// `" [atoms 3 4]"`, in the order of the SMILES from 0; empty where a statement names none.
  package static func atoms(of statement: Statement) -> String {
    statement.atoms.isEmpty
      ? "" : " [atoms \(statement.atoms.map(String.init).joined(separator: " "))]"
  }
}

/// Lines of which as many are written as fit.
private struct TextPart {
  private let lines: [String]
  private let noun: String
  private let plural: String
  /// Whether the first line is a heading that stands for nothing alone, and dropped lines are told.
  private let isList: Bool

  init(_ lines: [String], noun: String = "", plural: String = "", isList: Bool = true) {
    self.lines = lines
    self.noun = noun
    self.plural = plural
    self.isList = isList
  }

  var count: Int { lines.reduce(0) { $0 + $1.count } }

  /// Room for the line that says how much is left out.
  private static let reserve = 40

  func append(to text: inout String, limit: Int) {
    var free = limit - text.count
    guard count > free else {
      text += lines.joined()
      return
    }
    guard isList else {
      for line in lines where line.count <= free {
        text += line
        free -= line.count
      }
      return
    }
    guard lines.count > 1, lines[0].count + lines[1].count + Self.reserve <= free else { return }
    var written = 0
    for line in lines {
      guard line.count + Self.reserve <= free else { break }
      text += line
      free -= line.count
      written += 1
    }
    let dropped = lines.count - written
    text += "… and \(dropped) more \(dropped == 1 ? noun : plural)\n"
  }
}
