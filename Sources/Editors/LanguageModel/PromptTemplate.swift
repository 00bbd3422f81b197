import Foundation

/// What a language model is asked: text with places such as `{{frontier}}`.
public struct PromptTemplate: Sendable {
  /// What can stand in a template.
  public enum Place: String, CaseIterable, Sendable {
    /// How many molecules are wanted.
    case count
    /// The target and its key residues.
    case target
    case objective
    /// What a molecule must satisfy.
    case rules
    /// The best molecules with their feedback.
    case frontier
    /// What else was tried, and what is being docked.
    case history
  }

  private let text: String

  /// - Throws: `EditorError` for a place that is none, with its line.
  public init(_ text: String, name: String) throws(EditorError) {
    self.text = text
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      for match in line.matches(of: /\{\{(.*?)\}\}/)
      where Place(rawValue: String(match.output.1)) == nil {
        throw EditorError(
          "\(name):\(index + 1): {{\(match.output.1)}} is no place of a prompt; there are "
            + Place.allCases.map { "{{\($0.rawValue)}}" }.joined(separator: ", "))
      }
    }
    guard text.contains("{{\(Place.frontier.rawValue)}}") else {
      throw EditorError("\(name): a prompt without {{frontier}} would tell nothing")
    }
  }

  /// The prompt; what is put in is not searched for places.
  func filled(_ value: (Place) -> String) -> String {
    text.split(separator: "{{", omittingEmptySubsequences: false).enumerated().map { part in
      guard part.offset > 0, let end = part.element.range(of: "}}"),
        let place = Place(rawValue: String(part.element[..<end.lowerBound]))
      else { return (part.offset > 0 ? "{{" : "") + part.element }
      return value(place) + part.element[end.upperBound...]
    }.joined()
  }
}
