import FeedbackDescent
import Synchronization

/// A domain without chemistry: find a hidden sentence, told which letters are wrong and in which
/// direction.
enum Sentences {
  static let hidden = "the quick brown fox"
  static let letters = Array("abcdefghijklmnopqrstuvwxyz ")

  /// What a reader of the sentence would say.
  struct Remarks: Hashable, Sendable {
    var tooEarlyInAlphabet: [Int] = []
    var tooLateInAlphabet: [Int] = []
  }

  static func assess(_ text: String) -> Outcome<Remarks> {
    guard text.count == hidden.count else {
      return .failed(reason: "\(text.count) letters where \(hidden.count) belong")
    }
    var remarks = Remarks()
    var distance = 0
    for (place, (found, expected)) in zip(text, hidden).enumerated() where found != expected {
      distance += abs(rank(found) - rank(expected))
      if rank(found) < rank(expected) {
        remarks.tooEarlyInAlphabet.append(place)
      } else {
        remarks.tooLateInAlphabet.append(place)
      }
    }
    return .scored(-Double(distance), remarks)
  }

  static func rank(_ letter: Character) -> Int { letters.firstIndex(of: letter) ?? letters.count }

  static let starts: [Proposal<String>] = [
    .start(String(repeating: "a", count: hidden.count)),
    .start("too short"),
    .start(String(repeating: "e", count: hidden.count)),
  ]
}

/// Assesses after a wait of random length, and keeps count.
final class Reader: Evaluator {
  private let state = Mutex((asked: [String](), running: 0, mostRunning: 0))
  let longestWait: Duration

  init(longestWait: Duration = .zero) { self.longestWait = longestWait }

  /// Every text in the order in which its evaluation began.
  var asked: [String] { state.withLock { $0.asked } }
  var mostRunning: Int { state.withLock { $0.mostRunning } }

  func evaluate(_ artifact: String) async -> Outcome<Sentences.Remarks> {
    state.withLock {
      $0.asked.append(artifact)
      $0.running += 1
      $0.mostRunning = max($0.mostRunning, $0.running)
    }
    defer { state.withLock { $0.running -= 1 } }
    if longestWait > .zero {
      try? await Task.sleep(for: longestWait * Double.random(in: 0...1))
      if Task.isCancelled { return .cancelled }
    }
    return Sentences.assess(artifact)
  }
}

/// Changes one letter of a frontier member: a wrong one in the right direction, or any at all.
struct Writer: Editor {
  var readsFeedback = true
  /// Sees each request.
  var listen: @Sendable (_ history: [Int]) -> Void = { _ in }
  var show: @Sendable (_ frontier: [Int]) -> Void = { _ in }

  func proposals(
    _ count: Int, frontier: [Candidate<String, Sentences.Remarks>],
    history: [Candidate<String, Sentences.Remarks>], submitted: Set<String>,
    random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    listen(history.map(\.id))
    show(frontier.map(\.id))
    guard !frontier.isEmpty else { return [] }
    return (0..<count).compactMap { number in
      let parent = frontier[number % frontier.count]
      guard let (place, letter) = change(of: parent, &random) else { return nil }
      var text = Array(parent.artifact)
      text[place] = letter
      return Proposal(
        artifact: String(text), parents: [parent.id], edit: "letter \(place) to \(letter)",
        reason: "letter \(place) is wrong")
    }
  }

  private func change(
    of parent: Candidate<String, Sentences.Remarks>, _ random: inout SeededRandom
  ) -> (place: Int, letter: Character)? {
    let text = Array(parent.artifact)
    guard readsFeedback, let remarks = parent.feedback else {
      guard let place = text.indices.randomElement(using: &random),
        let letter = Sentences.letters.randomElement(using: &random)
      else { return nil }
      return (place, letter)
    }
    let wrong = remarks.tooEarlyInAlphabet + remarks.tooLateInAlphabet
    guard let place = wrong.randomElement(using: &random) else { return nil }
    let rank = Sentences.rank(text[place])
    let choices =
      remarks.tooEarlyInAlphabet.contains(place)
      ? Sentences.letters.dropFirst(rank + 1) : Sentences.letters.prefix(rank)
    return choices.randomElement(using: &random).map { (place, $0) }
  }
}

/// Everything that a run told, kept as it came.
final class Record: Sendable {
  private let state = Mutex<[Event<String, Sentences.Remarks>]>([])
  var events: [Event<String, Sentences.Remarks>] { state.withLock { $0 } }
  func append(_ event: Event<String, Sentences.Remarks>) { state.withLock { $0.append(event) } }

  /// The record of a run that was killed after so many events.
  func journal(first count: Int? = nil) -> Journal<String, Sentences.Remarks> {
    var journal = Journal<String, Sentences.Remarks>()
    for event in events.prefix(count ?? .max) { journal.record(event) }
    return journal
  }
}

/// What of a result must be the same from run to run.
struct Line: Hashable, CustomStringConvertible {
  let id: Int
  let proposal: Proposal<String>
  let score: Double?

  init(_ candidate: Candidate<String, Sentences.Remarks>) {
    id = candidate.id
    proposal = candidate.proposal
    score = candidate.score
  }
  var description: String { "\(id) \(proposal.artifact) \(score.map { "\($0)" } ?? "-")" }
}

extension RunResult<String, Sentences.Remarks> {
  var lines: [Line] { history.candidates.map(Line.init) }
}
