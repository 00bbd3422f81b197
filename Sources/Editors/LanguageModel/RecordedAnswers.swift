import Synchronization

/// Answers that an earlier part of a run has paid for, and that ended before they were used: the
/// same question gets them again, each once.
final class RecordedAnswers: Sendable {
  private struct State {
    var used: Set<Int> = []
    /// Behind the answer that was given last, where an answer to a follow-up would be.
    var next: Int?
  }

  private let exchanges: [LanguageModelEditor.Exchange]
  private let state = Mutex(State())

  init(_ exchanges: [LanguageModelEditor.Exchange]) { self.exchanges = exchanges }

  /// Nil where the question was not asked before.
  ///
  /// A prompt tells all that the run knows, so one that was answered and asked again is that of a
  /// batch that did not come of it. What is told of answers may be told again, and counts behind
  /// its own alone.
  func answer(to messages: [ChatMessage], model: String) -> ChatAnswer? {
    guard let prompt = messages.last?.content else { return nil }
    return state.withLock { state in
      func isAnswer(_ index: Int) -> Bool {
        exchanges.indices.contains(index) && !state.used.contains(index)
          && exchanges[index].prompt == prompt && exchanges[index].model == model
      }
      let index =
        messages.count > 1
        ? state.next.flatMap { isAnswer($0) ? $0 : nil } : exchanges.indices.last(where: isAnswer)
      state.next = index.map { $0 + 1 }
      guard let index else { return nil }
      state.used.insert(index)
      return ChatAnswer(recorded: exchanges[index].answer)
    }
  }
}
