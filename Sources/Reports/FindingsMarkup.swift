import Feedback

/// Parts of findings that several pages show.
enum FindingsMarkup {
  /// A statement as an item of a list.
  static func item(_ statement: Statement) -> Markup {
    let soft = "\(FeedbackText.atoms(of: statement)) \(statement.implication)"
    return .element(
      "li", [:], [.text(statement.text), .element("span", ["class": "soft"], text: soft)])
  }

  static func table(_ contacts: [Contact]) -> Markup {
    let rows = contacts.map { contact -> [Cell] in
      [
        .text(contact.kind.words),
        .text(contact.residueCell),
        .number(contact.distance, decimals: 1), Cell(contact.angle, decimals: 0),
        .text(contact.atoms.map { "\($0)" }.joined(separator: " ")),
      ]
    }
    return Page.table(["contact", "residue", "distance, Å", "angle, °", "atoms"], rows)
  }

  static func table(_ properties: [PropertyTable.Row]) -> Markup {
    let rows = properties.map { row -> [Markup] in
      [
        .element("td", text: row.label), .element("td", ["class": "number"], text: row.value),
        .element("td", text: row.implication),
      ]
    }
    return Page.table(["property", "value", "means"], rows)
  }
}
