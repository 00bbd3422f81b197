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
    return Notes(style: style) { text in
      FileHandle.standardError.write(Data(text.utf8))
    }
  }

  package func error(_ text: String) { line(label("error:", color: 31) + " " + text) }

  /// What to do about the error above it, on a line of its own.
  package func hint(_ text: String) { line(label("hint:", color: 36) + " " + text) }

  package func warning(_ text: String) {
    if !style.isQuiet { line(label("warning:", color: 33) + " " + text) }
  }

  package func note(_ text: String) {
    if !style.isQuiet { line(text) }
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

  private func label(_ text: String, color: Int) -> String {
    style.hasColor ? "\u{1B}[1;\(color)m\(text)\u{1B}[0m" : text
  }
}
