import Feedback
import FeedbackDescent
import Foundation
import Reports

/// Tells how a run goes: a line for each improvement, and the bar with rate and time left.
final class OptimizeProgress: Sendable {
  private let progress: Progress
  private let notes: Notes
  private let budget: Int

  init(budget: Int, done: Int, notes: Notes) {
    progress = Progress("docking", total: max(0, budget - done), notes: notes)
    self.notes = notes
    self.budget = budget
  }

  func take(_ event: Event<String, Findings>) {
    switch event {
    case .evaluated(let candidate):
      progress.advance(failed: candidate.score == nil ? 1 : 0)
      if let failure = candidate.failure, candidate.proposal.isStart {
        notes.warning("start \(candidate.artifact) failed: \(failure)")
      }
    case .improved(let candidate, _): tell(candidate)
    case .batchProposed, .finished: break
    }
  }

  func finish() { progress.finish() }

  private func tell(_ candidate: Candidate<String, Findings>) {
    guard let findings = candidate.feedback else { return }
    let objective = Cell(findings.objective, decimals: 3).text
    let dock = Cell(findings.docked.affinity, decimals: 2).text
    let qed = Cell(findings.drugLikeness.score, decimals: 3).text
    notes.note(
      "call \(candidate.id)/\(budget): best \(objective) (dock \(dock), QED \(qed)) "
        + "\(candidate.artifact) · \(candidate.proposal.edit)")
    progress.advance(by: 0, remark: "best \(objective)")
  }
}
