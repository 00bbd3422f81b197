import Feedback
import FeedbackDescent
import Foundation

/// One edit as a proposal tells it: `"grow phenyl on atom 3"`. A store keeps of an edit no more
/// than its words, so they are what a run learns from, resumed or not, whichever editor wrote them.
package struct ToldEdit: Equatable {
  /// Nil for words of another origin.
  package let kind: EditKind?
  /// Name of the group that it brings.
  package let group: String?
  /// The first atom of the parent at which it acts; nil for a new one.
  package let atom: Int32?

  /// Between the edits of one proposal.
  static let separator = "; then "

  package static func all(in words: String) -> [ToldEdit] {
    words.split(separator: separator).map(ToldEdit.init)
  }

  init(_ words: Substring) {
    kind = EditKind.allCases.first { words.hasPrefix($0.rawValue) }
    group = Self.group(in: words)
    atom = Self.atom(in: words)
  }

  private static func group(in words: Substring) -> String? {
    guard let end = words.range(of: " on ", options: .backwards)?.lowerBound else { return nil }
    let head = words[..<end]
    let start =
      head.range(of: " by ", options: .backwards)?.upperBound
      ?? head.range(of: "grow ")?.upperBound
    return start.map { String(head[$0...]) }
  }

  private static func atom(in words: Substring) -> Int32? {
    let marks = [" atom ", " atoms "].compactMap { words.range(of: $0, options: .backwards) }
    guard let mark = marks.max(by: { $0.upperBound < $1.upperBound }) else { return nil }
    return Int32(words[mark.upperBound...].prefix { $0.isNumber })
  }
}

extension Proposal {
  /// The statement on a parent that the proposal answers: the one that its reason begins with.
  package func answered(among statements: [Statement]) -> Statement? {
    statements.filter { reason.hasPrefix($0.text) }.max { $0.text.count < $1.text.count }
  }
}
