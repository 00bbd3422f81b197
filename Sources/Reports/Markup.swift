/// A piece of HTML or SVG as a value. Text and attributes are escaped when it is written, so what
/// comes from a file cannot become markup. It is written by itself, not through a document tree, so
/// that a page of any length can be written piece by piece.
public indirect enum Markup: Sendable {
  case text(String)
  case element(String, attributes: [(name: String, value: String)], children: [Markup])
  case fragment([Markup])
  /// A style sheet of our own; never anything from outside.
  case style(StaticString)
  /// A script of our own, without `<` and `&`; never anything from outside.
  case script(StaticString)

  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: [Markup] = []
  ) -> Markup {
    .element(name, attributes: attributes.map { ($0.key, $0.value) }, children: children)
  }

  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String> = [:], text: String
  ) -> Markup {
    element(name, attributes, [.text(text)])
  }

  /// Well-formed XML that is valid HTML as well.
  public var rendered: String {
    var output = ""
    write(to: &output)
    return output
  }

  func write(to output: inout String) {
    switch self {
    case .text(let text): output += Markup.escaped(text)
    case .fragment(let parts): for part in parts { part.write(to: &output) }
    case .script(let text): output += "<script>\(text)</script>\n"
    case .style(let sheet): output += "<style>\(sheet)</style>"
    case .element(let name, let attributes, let children):
      output += "<\(name)"
      for (key, value) in attributes { output += " \(key)=\"\(Markup.escaped(value))\"" }
      if children.isEmpty, Markup.voidElements.contains(name) {
        output += "/>"
        return
      }
      output += ">"
      for child in children { child.write(to: &output) }
      output += "</\(name)>"
      if Markup.blocks.contains(name) { output += "\n" }
    }
  }

  /// Elements that HTML closes itself, and the empty ones of SVG.
  private static let voidElements: Set<String> = [
    "meta", "br", "hr", "img", "line", "path", "circle", "rect", "polygon", "polyline",
  ]
  private static let blocks: Set<String> = [
    "head", "title", "h1", "h2", "h3", "p", "tr", "table", "section", "article", "div", "ul", "li",
    "svg", "g", "header", "footer", "main", "details", "figure",
  ]

  /// Text for content or a quoted attribute; characters that XML cannot hold become U+FFFD.
  static func escaped(_ text: String) -> String {
    var output = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": output += "&amp;"
      case "<": output += "&lt;"
      case ">": output += "&gt;"
      case "\"": output += "&quot;"
      case "'": output += "&#39;"
      case "\t", "\n", "\r": output.unicodeScalars.append(scalar)
      case "\u{0}"..<"\u{20}", "\u{7f}"..<"\u{a0}", "\u{fffe}", "\u{ffff}": output += "\u{fffd}"
      default: output.unicodeScalars.append(scalar)
      }
    }
    return output
  }
}
