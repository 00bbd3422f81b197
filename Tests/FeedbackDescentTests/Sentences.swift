import FeedbackDescent
import Synchronization

/// A domain without chemistry: find a hidden sentence, told which letters are wrong.
enum Sentences {
  static let hidden = "the quick brown fox"
  static let letters = Array("abcdefghijklmnopqrstuvwxyz ")

  /// What a reader of the sentence would say.
  struct Remarks: Hashable, Sendable {
    let wrongPositions: [Int]
  }

  static func assess(_ text: String) -> Outcome<Remarks> {
    guard text.count == hidden.count else {
      return .failed(reason: "\(text.count) letters where \(hidden.count) belong")
    }
    let wrong = zip(text, hidden).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
    return .scored(-Double(wrong.count), Remarks(wrongPositions: wrong))
  }

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

/// Changes one letter of a frontier member: one that was called wrong, or any one.
struct Writer: Editor {
  var readsFeedback = true
  /// Sees each request.
  var listen: @Sendable (_ history: [Int]) -> Void = { _ in }

  func proposals(
    _ count: Int, frontier: [Candidate<String, Sentences.Remarks>],
    history: [Candidate<String, Sentences.Remarks>], random: inout SeededRandom
  ) async throws -> [Proposal<String>] {
    listen(history.map(\.id))
    guard !frontier.isEmpty else { return [] }
    return (0..<count).compactMap { number in
      let parent = frontier[number % frontier.count]
      var text = Array(parent.artifact)
      let wrong = parent.feedback?.wrongPositions ?? []
      let places = readsFeedback ? wrong : Array(text.indices)
      guard let place = places.randomElement(using: &random),
        let letter = Sentences.letters.randomElement(using: &random)
      else { return nil }
      text[place] = letter
      return Proposal(
        artifact: String(text), parents: [parent.id], edit: "letter \(place) to \(letter)",
        reason: "letter \(place) is wrong")
    }
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
