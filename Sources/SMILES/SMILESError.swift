/// What is wrong with a SMILES text, and where.
///
/// `description` shows the text with a caret under the first character of `position`:
///
///     ring closure 1 is never closed
///       C1CCC
///        ^
public struct SMILESError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable, CaseIterable {
    case emptyInput
    case unexpectedCharacter
    case unexpectedEnd
    case unknownElement
    case numberOutOfRange
    case unclosedBracket
    case unbalancedParenthesis
    case emptyBranch
    case danglingBond
    case unclosedRing
    case conflictingRingBond
    case ringClosesOnItself
    case duplicateBond
    case badChirality
    /// A CXSMILES tail that cannot be read or does not fit its molecule.
    case badExtension
  }

  public let code: Code
  public let message: String
  /// Half-open character range of the text.
  public let position: Range<Int>
  public let text: String

  public init(_ code: Code, _ message: String, at position: Range<Int>, in text: String) {
    self.code = code
    self.message = message
    self.position = position
    self.text = text
  }

  public var description: String {
    message + "\n" + caretDisplay(of: text, at: position)
  }
}

/// A text, shortened around the place of interest, with a caret under that place.
///
/// - Parameter position: half-open character range of `text`; clamped to it.
package func caretDisplay(of text: String, at position: Range<Int>, indent: String = "  ") -> String
{
  let characters = Array(text)
  let start = min(max(position.lowerBound, 0), characters.count)
  let end = min(max(position.upperBound, start + 1), max(characters.count, start + 1))
  let from = max(0, start - 40)
  let to = min(characters.count, start + 40)
  let shown = (from > 0 ? "…" : "") + String(characters[from..<to])
  let ellipsis = to < characters.count ? "…" : ""
  let column = start - from + (from > 0 ? 1 : 0)
  let width = min(end - start, 40)
  return indent + shown + ellipsis + "\n" + indent + String(repeating: " ", count: column)
    + String(repeating: "^", count: max(1, width))
}
