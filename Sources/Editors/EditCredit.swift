import Feedback
import FeedbackDescent
import Foundation

/// What the outcomes of a run say of kinds of edit, groups and statements: the objective of a child
/// less that of its parent, against the run's mean.
struct EditCredit: Sendable {
  struct Account: Sendable {
    var trials = 0
    var gain = 0.0
    /// Trials that beat their parents.
    var wins = 0

    var mean: Double { trials == 0 ? 0 : gain / Double(trials) }
  }

  private(set) var kinds: [EditKind: Account] = [:]
  private(set) var groups: [String: Account] = [:]
  private(set) var wishes: [Statement.Wanted: Account] = [:]
  private var mean = 0.0

  /// A gain or loss beyond this says no more, units of the objective.
  private static let limit = 2.5

  init(_ history: [Candidate<String, Findings>]) {
    var known: [Int: Candidate<String, Findings>] = [:]
    for candidate in history { known[candidate.id] = candidate }
    var total = Account()
    for candidate in history {
      let parents = candidate.proposal.parents.compactMap { known[$0] }
      guard let start = parents.compactMap(\.score).max() else { continue }
      let gain = candidate.score.map { $0 - start } ?? -Self.limit
      let bounded = min(Self.limit, max(-Self.limit, gain))
      total.add(bounded)
      for words in candidate.proposal.edit.split(separator: "; then ") {
        if let kind = EditKind(words: words) { kinds[kind, default: Account()].add(bounded) }
        if let group = Self.group(in: words) { groups[group, default: Account()].add(bounded) }
      }
      let asked = parents.first?.feedback?.statements.first {
        $0.text == candidate.proposal.reason
      }
      if let wanted = asked?.suggestion?.wanted { wishes[wanted, default: Account()].add(bounded) }
    }
    mean = total.mean
  }

  /// The group that words such as `"grow phenyl on atom 3"` bring.
  static func group(in words: Substring) -> String? {
    guard let end = words.range(of: " on ", options: .backwards)?.lowerBound else { return nil }
    let head = words[..<end]
    let start =
      head.range(of: " by ", options: .backwards)?.upperBound
      ?? head.range(of: "grow ")?.upperBound
    return start.map { String(head[$0...]) }
  }

  func factor(of kind: EditKind) -> Double { factor(kinds[kind]) }
  func factor(of wanted: Statement.Wanted) -> Double { factor(wishes[wanted]) }
  func factor(ofGroup group: String?) -> Double { group.map { factor(groups[$0]) } ?? 1 }

  func gain(of kind: EditKind) -> Double { gain(kinds[kind]) }
  func gain(ofGroup group: String?) -> Double { group.map { gain(groups[$0]) } ?? 0 }

  /// Above 1 for what gained more than the mean.
  private func factor(_ account: Account?) -> Double {
    min(3, max(0.35, exp(0.8 * gain(account))))
  }

  /// What was gained beyond the mean; few trials say little.
  private func gain(_ account: Account?) -> Double {
    guard let account else { return 0 }
    return (account.gain - mean * Double(account.trials)) / Double(account.trials + 3)
  }
}

extension EditCredit.Account {
  fileprivate mutating func add(_ value: Double) {
    trials += 1
    gain += value
    if value > 0 { wins += 1 }
  }
}
