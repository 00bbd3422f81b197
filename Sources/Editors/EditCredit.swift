import Feedback
import FeedbackDescent
import Foundation
import Perception

/// What the outcomes of a run say of kinds of edit, also at a kind of atom, of groups and of
/// statements: the objective of a child less that of its parent, against the run's mean. Credit
/// goes to what was changed, after Text2Grad (arXiv 2505.22338), where a critique of a span rewards
/// the tokens of that span.
package struct EditCredit: Sendable {
  /// A kind of edit at a kind of atom.
  package struct Place: Hashable, Sendable {
    let edit: EditKind
    /// Nil where atoms of the kind carry no groups.
    let site: SiteKind?

    /// - Parameter atom: of the molecule that is edited; −1 for none.
    package init(_ edit: EditKind, at atom: Int32, in molecule: PerceivedMolecule) {
      self.edit = edit
      site =
        (0..<Int32(molecule.atomCount)).contains(atom) ? SiteKind(atom, in: molecule) : nil
    }
  }

  struct Account: Sendable {
    var trials = 0
    var gain = 0.0
    /// Trials that beat their parents.
    var wins = 0

    var mean: Double { trials == 0 ? 0 : gain / Double(trials) }
  }

  private(set) var kinds: [EditKind: Account] = [:]
  private(set) var places: [Place: Account] = [:]
  private(set) var groups: [String: Account] = [:]
  private(set) var wishes: [Statement.Wanted: Account] = [:]
  private var mean = 0.0

  /// A gain or loss beyond this says no more, units of the objective.
  private static let limit = 2.5

  // Chosen.

  /// Trials without gain that each account is taken to have had before, so that few say little.
  private static let doubt = 3.0
  /// How the chance of an edit grows with what its like gained, and its bounds.
  private static let worthOfGain = 0.8
  private static let factors = 0.35...3.0

  package init(_ history: [Candidate<String, Findings>]) {
    var known: [Int: Candidate<String, Findings>] = [:]
    for candidate in history { known[candidate.id] = candidate }
    var total = Account()
    for candidate in history {
      let parents = candidate.proposal.parents.compactMap { known[$0] }
      // What failed tells of a machine or a structure as often as of the edit.
      guard let start = parents.compactMap(\.score).max(), let score = candidate.score else {
        continue
      }
      let bounded = min(Self.limit, max(-Self.limit, score - start))
      total.add(bounded)
      // The words of an edit, and the sentence that asked for it, are about the first of them.
      let edited = candidate.proposal.parents.first.flatMap { known[$0] }?.feedback
      for edit in ToldEdit.all(in: candidate.proposal.edit) {
        if let kind = edit.kind {
          kinds[kind, default: Account()].add(bounded)
          if let atom = edit.atom, let molecule = edited?.molecule {
            places[Place(kind, at: atom, in: molecule), default: Account()].add(bounded)
          }
        }
        if let group = edit.group { groups[group, default: Account()].add(bounded) }
      }
      let asked = candidate.proposal.answered(among: edited?.statements ?? [])
      if let wanted = asked?.suggestion?.wanted { wishes[wanted, default: Account()].add(bounded) }
    }
    mean = total.mean
  }

  func factor(of place: Place) -> Double { factor(ofGain: gain(of: place)) }
  func factor(of wanted: Statement.Wanted) -> Double { factor(wishes[wanted]) }
  func factor(ofGroup group: String?) -> Double { group.map { factor(groups[$0]) } ?? 1 }

  /// Of the kind of edit, and what its trials at such atoms had beyond it.
  package func gain(of place: Place) -> Double {
    let usual = gain(kinds[place.edit])
    guard let account = places[place] else { return usual }
    let trials = Double(account.trials)
    return usual + (account.gain - (mean + usual) * trials) / (trials + Self.doubt)
  }
  func gain(ofGroup group: String?) -> Double { group.map { gain(groups[$0]) } ?? 0 }

  /// Above 1 for what gained more than the mean.
  private func factor(_ account: Account?) -> Double { factor(ofGain: gain(account)) }

  private func factor(ofGain gain: Double) -> Double {
    min(Self.factors.upperBound, max(Self.factors.lowerBound, exp(Self.worthOfGain * gain)))
  }

  /// What was gained beyond the mean; few trials say little.
  private func gain(_ account: Account?) -> Double {
    guard let account else { return 0 }
    return (account.gain - mean * Double(account.trials)) / (Double(account.trials) + Self.doubt)
  }
}

extension EditCredit.Account {
  fileprivate mutating func add(_ value: Double) {
    trials += 1
    gain += value
    if value > 0 { wins += 1 }
  }
}
