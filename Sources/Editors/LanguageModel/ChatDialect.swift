import Synchronization

/// How an endpoint of OpenAI's API wants the parameters on which servers differ; what it refuses is
/// learned from its words.
final class ChatDialect: Sendable {
  struct Form: Hashable {
    /// `max_completion_tokens`, which newer models know alone, in place of `max_tokens`.
    var namesCompletion: Bool
    /// Some models take no temperature but their own.
    var sendsTemperature = true
  }

  private let state: Mutex<Form>
  /// Anthropic's API has one name for the limit of tokens.
  private let hasTwoNames: Bool

  init(hasTwoNames: Bool, namesCompletion: Bool) {
    self.hasTwoNames = hasTwoNames
    state = Mutex(Form(namesCompletion: namesCompletion))
  }

  var form: Form { state.withLock { $0 } }

  /// Whether a refusal names a parameter that can be sent in another form than it was.
  func adapts(to refusal: String, from sent: Form) -> Bool {
    state.withLock { form in
      // Another request may have learned it meanwhile.
      if form != sent { return true }
      if hasTwoNames,
        refusal.contains("max_tokens") || refusal.contains("max_completion_tokens")
      {
        let isFirst = !form.namesCompletion
        form.namesCompletion = true
        return isFirst
      }
      if refusal.contains("temperature"), form.sendsTemperature {
        form.sendsTemperature = false
        return true
      }
      return false
    }
  }
}
