import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A language model behind HTTP: any endpoint that speaks OpenAI's chat completions, or Anthropic's
/// messages.
public struct ChatEndpoint: Sendable {
  public enum API: String, CaseIterable, Sendable {
    /// `POST <base>/chat/completions`, as OpenAI, vLLM, llama.cpp, Ollama and many others serve it.
    case openai
    /// `POST <base>/v1/messages`.
    case anthropic

    public var standardBase: String {
      switch self {
      case .openai: "https://api.openai.com/v1"
      case .anthropic: "https://api.anthropic.com"
      }
    }

    /// The environment variable that holds the key.
    public var standardKeyVariable: String {
      switch self {
      case .openai: "OPENAI_API_KEY"
      case .anthropic: "ANTHROPIC_API_KEY"
      }
    }
  }

  /// When a request is tried again: after time-outs, broken connections, answers that are no JSON, and
  /// the statuses 408, 425, 429 and 5xx.
  public struct Patience: Sendable {
    public var attempts = 6
    /// Before the second attempt, seconds; doubled each time, and longer where the server says so.
    public var firstDelay = 2.0
    public var longestDelay = 60.0
    /// As long as a server may ask for, seconds.
    public var longestRetryAfter = 300.0
    /// For one attempt, seconds.
    public var timeLimit = 600.0
    public init() {}
  }

  public let api: API
  public let model: String
  public var temperature: Double?
  /// Tokens of one answer at most.
  public var longestAnswer = 8192
  /// Bytes of one answer at most.
  private static let largestAnswer = 16 << 20
  public var patience = Patience()
  private let url: URL
  private let key: String?
  private let reception: BoundedReception
  private let session: URLSession

  /// - Parameters:
  ///   - base: `http` or `https`; where the endpoint is.
  ///   - key: goes into a header and nowhere else; nil for servers that need none.
  /// - Throws: `EditorError` for a base that is no such URL.
  public init(
    _ api: API, model: String, base: String? = nil, key: String? = nil
  ) throws(EditorError) {
    let base = base ?? api.standardBase
    guard let url = URL(string: base), ["http", "https"].contains(url.scheme?.lowercased()),
      url.host?.isEmpty == false
    else {
      throw EditorError("this is no base URL; expected one like “\(api.standardBase)”")
    }
    // What stands there may be a secret, and the URL is recorded.
    guard url.user == nil, url.password == nil, url.query == nil, url.fragment == nil else {
      throw EditorError(
        "a base URL with a user, a query or a fragment; keys go into the environment")
    }
    self.api = api
    self.model = model
    reception = BoundedReception(limit: Self.largestAnswer)
    session = URLSession(configuration: .ephemeral, delegate: reception, delegateQueue: nil)
    self.key = key?.isEmpty == true ? nil : key
    switch api {
    case .openai: self.url = url.appendingPathComponent("chat/completions")
    case .anthropic: self.url = url.appendingPathComponent("v1/messages")
    }
  }

  /// The model's answer to a conversation.
  ///
  /// - Parameter onRetry: told why, before what may pass is tried again.
  /// - Throws: `EditorError` when the server refuses, or `patience` is over; `CancellationError`.
  public func answer(
    to messages: [ChatMessage], onRetry: (String) -> Void = { _ in }
  ) async throws -> ChatAnswer {
    let request = try request(messages)
    var delay = patience.firstDelay
    for attempt in 1... {
      let problem: Problem
      do {
        return try await attemptAnswer(request)
      } catch let error as Problem {
        problem = error
      }
      try Task.checkCancellation()
      guard problem.mayPass, attempt < patience.attempts else {
        let tries = attempt > 1 ? ", after \(attempt) attempts" : ""
        throw EditorError("\(url.host ?? "the endpoint"): \(problem.text)\(tries)")
      }
      let wait = max(
        min(patience.longestDelay, delay),
        min(patience.longestRetryAfter, problem.retryAfter ?? 0))
      onRetry(
        "\(url.host ?? "the endpoint"): \(problem.text); attempt \(attempt + 1) of "
          + "\(patience.attempts) in \(wait) s")
      try await Task.sleep(for: .seconds(wait))
      delay *= 2
    }
    throw EditorError("no attempt was made")
  }

  // MARK: One attempt

  /// What went wrong with one attempt.
  private struct Problem: Error {
    let text: String
    var mayPass = false
    var retryAfter: Double?
  }

  private func attemptAnswer(_ request: URLRequest) async throws -> ChatAnswer {
    let (data, response) = try await received(request)
    guard let response = response as? HTTPURLResponse else {
      throw Problem(text: "no answer of HTTP", mayPass: true)
    }
    guard response.statusCode == 200 else {
      throw Problem(
        text: "status \(response.statusCode)\(reason(in: data))",
        mayPass: [408, 425, 429].contains(response.statusCode)
          || (500...599).contains(response.statusCode),
        retryAfter: response.value(forHTTPHeaderField: "Retry-After").flatMap(Double.init)
          .map { max(0, $0) })
    }
    guard let answer = ChatAnswer(data, api: api) else {
      throw Problem(
        text: "the answer is not that of the \(api.rawValue) API: \(excerpt(data))", mayPass: true)
    }
    return answer
  }

  private func received(_ request: URLRequest) async throws -> (Data, URLResponse) {
    try await withThrowingTaskGroup(of: (Data, URLResponse)?.self) { group in
      group.addTask { [reception, session] in
        try await reception.data(for: request, in: session)
      }
      group.addTask { [patience] in
        try await Task.sleep(for: .seconds(patience.timeLimit))
        return nil
      }
      defer { group.cancelAll() }
      do {
        guard let first = try await group.next(), let found = first else {
          throw Problem(text: "no answer within \(patience.timeLimit) s", mayPass: true)
        }
        return found
      } catch is BoundedReception.TooLarge {
        throw Problem(text: "an answer of more than \(Self.largestAnswer >> 20) MB")
      } catch let error as URLError {
        throw Problem(text: "\(error.localizedDescription)", mayPass: error.code != .badURL)
      }
    }
  }

  private func request(_ messages: [ChatMessage]) throws -> URLRequest {
    var request = URLRequest(url: url, timeoutInterval: patience.timeLimit)
    request.httpMethod = "POST"
    request.setValue("application/json", forHTTPHeaderField: "Content-Type")
    if let key {
      switch api {
      case .openai: request.setValue("Bearer \(key)", forHTTPHeaderField: "Authorization")
      case .anthropic: request.setValue(key, forHTTPHeaderField: "x-api-key")
      }
    }
    if api == .anthropic {
      request.setValue("2023-06-01", forHTTPHeaderField: "anthropic-version")
    }
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    // OpenAI's own endpoint knows the newer name alone for its newer models; others the older one.
    let isOpenAI = url.host == URL(string: API.openai.standardBase)?.host
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    request.httpBody = try encoder.encode(
      Body(
        model: model, messages: messages, temperature: temperature,
        maxTokens: isOpenAI ? nil : longestAnswer,
        maxCompletionTokens: isOpenAI ? longestAnswer : nil))
    return request
  }

  private struct Body: Encodable {
    let model: String
    let messages: [ChatMessage]
    let temperature: Double?
    let maxTokens: Int?
    let maxCompletionTokens: Int?
  }

  /// What the server says of a refusal, where it says it as both APIs do.
  private func reason(in data: Data) -> String {
    struct Refusal: Decodable {
      struct Detail: Decodable { let message: String }
      let error: Detail
    }
    if let refusal = try? JSONDecoder().decode(Refusal.self, from: data) {
      return ": " + withoutKey(refusal.error.message).prefix(300)
    }
    return data.isEmpty ? "" : ": " + excerpt(data)
  }

  private func excerpt(_ data: Data) -> String {
    let text = withoutKey(String(decoding: data.prefix(4000), as: UTF8.self))
    return "“\(text.prefix(120).map { $0.isNewline ? " " : String($0) }.joined())”"
  }

  /// Some servers tell the key that they refuse.
  private func withoutKey(_ text: String) -> String {
    guard let key else { return text }
    return text.replacingOccurrences(of: key, with: "…")
  }
}

/// One turn of a conversation.
public struct ChatMessage: Codable, Hashable, Sendable {
  public enum Role: String, Codable, Sendable { case user, assistant }
  public let role: Role
  public let content: String

  public init(_ role: Role, _ content: String) {
    self.role = role
    self.content = content
  }
}

/// What a model answered, and what that took.
public struct ChatAnswer: Hashable, Sendable {
  public let text: String
  /// As the server counts; 0 where it does not.
  public private(set) var promptTokens: Int
  public private(set) var answerTokens: Int
  /// The answer was cut off at the longest length.
  public let isCut: Bool

  /// For a server that does not count: a token for every three characters, which is rather too many.
  mutating func estimateTokens(prompt: [String]) {
    promptTokens = prompt.reduce(0) { $0 + $1.count } / 3
    answerTokens = text.count / 3
  }

  /// Nil for data that is no answer of the API.
  init?(_ data: Data, api: ChatEndpoint.API) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    switch api {
    case .openai:
      guard let body = try? decoder.decode(OpenAIAnswer.self, from: data),
        let choice = body.choices.first
      else { return nil }
      text = choice.message.content ?? ""
      promptTokens = Self.plausible(body.usage?.promptTokens)
      answerTokens = Self.plausible(body.usage?.completionTokens)
      isCut = choice.finishReason == "length"
    case .anthropic:
      guard let body = try? decoder.decode(AnthropicAnswer.self, from: data) else {
        return nil
      }
      text = body.content.compactMap(\.text).joined()
      promptTokens = Self.plausible(body.usage?.inputTokens)
      answerTokens = Self.plausible(body.usage?.outputTokens)
      isCut = body.stopReason == "max_tokens"
    }
  }

  /// Counts that a server tells are not trusted to be counts.
  private static func plausible(_ count: Int?) -> Int { min(1_000_000_000, max(0, count ?? 0)) }

  private struct OpenAIAnswer: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable { let content: String? }
      let message: Message
      let finishReason: String?
    }
    struct Usage: Decodable {
      let promptTokens: Int?
      let completionTokens: Int?
    }
    let choices: [Choice]
    let usage: Usage?
  }

  private struct AnthropicAnswer: Decodable {
    struct Part: Decodable { let text: String? }
    struct Usage: Decodable {
      let inputTokens: Int?
      let outputTokens: Int?
    }
    let content: [Part]
    let stopReason: String?
    let usage: Usage?
  }
}
