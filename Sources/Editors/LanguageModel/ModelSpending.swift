import Synchronization

/// What a language model has cost a run, and what it may.
public final class ModelSpending: Sendable {
  /// US dollars for a million tokens.
  public struct Price: Hashable, Sendable {
    public let prompt: Double
    public let answer: Double

    public init(prompt: Double, answer: Double) {
      self.prompt = prompt
      self.answer = answer
    }
  }

  public struct Sum: Hashable, Sendable {
    public var requests = 0
    public var promptTokens = 0
    public var answerTokens = 0

    public init(requests: Int = 0, promptTokens: Int = 0, answerTokens: Int = 0) {
      self.requests = requests
      self.promptTokens = promptTokens
      self.answerTokens = answerTokens
    }

    public var tokens: Int { promptTokens + answerTokens }
  }

  private let mostTokens: Int?
  private let mostDollars: Double?
  public let price: Price?
  private let state: Mutex<Sum>

  /// - Parameter spent: by an earlier part of the run.
  public init(
    mostTokens: Int? = nil, mostDollars: Double? = nil, price: Price? = nil, spent: Sum = Sum()
  ) {
    self.mostTokens = mostTokens
    self.mostDollars = mostDollars
    self.price = price
    state = Mutex(spent)
  }

  public var sum: Sum { state.withLock { $0 } }

  /// US dollars; nil where no price is known.
  public var dollars: Double? {
    let sum = sum
    return price.map {
      (Double(sum.promptTokens) * $0.prompt + Double(sum.answerTokens) * $0.answer) / 1e6
    }
  }

  /// - Throws: `EditorError` when a bound is reached. The request that reaches it is still made.
  func check() throws(EditorError) {
    if let mostTokens, sum.tokens >= mostTokens {
      throw EditorError("the \(mostTokens) tokens that the language model may take are spent")
    }
    if let mostDollars, let dollars, dollars >= mostDollars {
      throw EditorError("the \(mostDollars) dollars that the language model may cost are spent")
    }
  }

  func add(_ answer: ChatAnswer) {
    state.withLock {
      $0.requests += 1
      $0.promptTokens += answer.promptTokens
      $0.answerTokens += answer.answerTokens
    }
  }
}
