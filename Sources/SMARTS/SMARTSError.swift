/// Why a SMARTS text was refused, with the place in the text.
public struct SMARTSError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Code: String, Sendable, Hashable {
    case empty, unexpectedCharacter, unexpectedEnd, unknownElement, unbalancedParenthesis
    case unclosedRing, conflictingRingBonds, numberOutOfRange, emptyExpression, tooDeep
  }

  public let code: Code
  /// Character offset into `text`, from 0.
  public let position: Int
  public let text: String
  /// What was expected and what was found.
  public let reason: String

  public var description: String {
    let caret = String(repeating: " ", count: min(position, text.count)) + "^"
    return "SMARTS: \(reason) at character \(position + 1)\n\(text)\n\(caret)"
  }
}
