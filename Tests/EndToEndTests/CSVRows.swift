/// A reader of comma-separated text (RFC 4180) that is independent of the one under test.
struct CSVRows {
  let header: [String]
  let rows: [[String: String]]

  init(_ text: String) {
    var table: [[String]] = [[]]
    var field = ""
    var isQuoted = false
    var characters = Array(text)[...]
    while let character = characters.popFirst() {
      switch character {
      case "\"" where isQuoted && characters.first == "\"":
        field.append("\"")
        characters.removeFirst()
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        table[table.count - 1].append(field)
        field = ""
      case "\n" where !isQuoted, "\r\n" where !isQuoted:
        table[table.count - 1].append(field)
        field = ""
        table.append([])
      default: field.append(character)
      }
    }
    table.removeLast()
    let header = table.first ?? []
    self.header = header
    rows = table.dropFirst().map { row in
      Dictionary(zip(header, row)) { first, _ in first }
    }
  }
}
