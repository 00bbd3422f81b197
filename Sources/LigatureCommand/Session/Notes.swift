import Foundation
import Synchronization

/// Standard error: errors, warnings, notes, hints and the progress line, which never mix.
package final class Notes: Sendable {
  package struct Style: Sendable {
    package var isQuiet = false
    package var hasColor = false
    /// A terminal gets a progress bar that is redrawn; anything else gets plain lines.
    package var isTerminal = false

    package init(isQuiet: Bool = false, hasColor: Bool = false, isTerminal: Bool = false) {
      self.isQuiet = isQuiet
      self.hasColor = hasColor
      self.isTerminal = isTerminal
    }
  }

  package let style: Style
  private let sink: @Sendable (String) -> Void
  private let bar = Mutex("")

  package init(style: Style, sink: @escaping @Sendable (String) -> Void) {
    self.style = style
    self.sink = sink
  }

  /// Standard error as the flags, the environment and the terminal ask for it.
  package static func standardError(arguments: [String], environment: [String: String]) -> Notes {
    let flags = arguments.prefix { $0 != "--" }
    let isTerminal = isatty(2) == 1 && environment["TERM"] != "dumb"
    let noColor = flags.contains("--no-color") || !(environment["NO_COLOR"] ?? "").isEmpty
    let style = Style(
      isQuiet: flags.contains("--quiet") || flags.contains("-q"),
      hasColor: isTerminal && !noColor, isTerminal: isTerminal)
    return Notes(style: style) { text in write(text, to: 2) }
  }

  /// Writes all of the text; a reader that has gone away costs the notes and nothing else.
  private static func write(_ text: String, to descriptor: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }

  package func error(_ text: String) { line(label("error:", color: 31) + " " + safe(text)) }

  /// What to do about the error above it, on a line of its own.
  package func hint(_ text: String) { line(label("hint:", color: 36) + " " + safe(text)) }

  package func warning(_ text: String) {
    if !style.isQuiet { line(label("warning:", color: 33) + " " + safe(text)) }
  }

  package func note(_ text: String) {
    if !style.isQuiet { line(safe(text)) }
  }

  /// Replaces the progress bar; an empty text removes it.
  package func showBar(_ text: String) {
    guard style.isTerminal, !style.isQuiet else { return }
    bar.withLock { bar in
      if text != bar { sink("\r\u{1B}[K" + text) }
      bar = text
    }
  }

  private func line(_ text: String) {
    bar.withLock { bar in
      sink(bar.isEmpty ? text + "\n" : "\r\u{1B}[K\(text)\n\(bar)")
    }
  }

  /// Without the control characters of a file's text, which could drive the terminal.
  private func safe(_ text: String) -> String {
    func isControl(_ scalar: Unicode.Scalar) -> Bool {
      scalar != "\n" && scalar.properties.generalCategory == .control
    }
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(scalars)
  }

  private func label(_ text: String, color: Int) -> String {
    style.hasColor ? "\u{1B}[1;\(color)m\(text)\u{1B}[0m" : text
  }
}
