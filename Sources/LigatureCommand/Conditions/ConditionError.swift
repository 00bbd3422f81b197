/// What is wrong with a condition, with the place marked.
package struct ConditionError: Error, Hashable, Sendable, CustomStringConvertible {
  package let message: String
  /// The condition as typed.
  package let text: String
  /// From 0, in characters of the text.
  package let offset: Int
  package let hint: String?

  package init(_ message: String, in text: String, at offset: Int, hint: String? = nil) {
    self.message = message
    self.text = text
    self.offset = offset
    self.hint = hint
  }

  /// The message, and below it the condition with a caret under the place.
  package var description: String {
    let shown = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    return "\(message)\n  \(shown)\n  \(String(repeating: " ", count: offset))^"
  }
}
