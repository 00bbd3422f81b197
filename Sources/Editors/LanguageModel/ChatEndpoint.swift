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

    /// Where requests go; a base that has more of that than it should is understood.
    func url(base: URL) -> URL {
      let path = base.path.split(separator: "/").joined(separator: "/")
      let whole =
        switch self {
        case .openai: "chat/completions"
        case .anthropic: "v1/messages"
        }
      if path.hasSuffix(whole) { return base }
      return self == .anthropic && path.hasSuffix("v1")
        ? base.appendingPathComponent("messages") : base.appendingPathComponent(whole)
    }

    /// The environment variable that holds the key.
    public var standardKeyVariable: String {
      switch self {
      case .openai: "OPENAI_API_KEY"
      case .anthropic: "ANTHROPIC_API_KEY"
      }
    }
  }

  /// When a request is tried again: after time-outs, broken connections, answers that are no JSON,
  /// and the statuses 408, 425, 429 and 5xx.
  public struct Patience: Sendable {
    public var attempts = 6
    /// Where all of `timeLimit` passed without an answer, the host is not known, or an answer that
    /// was paid for cannot be read.
    public var attemptsOfHopeless = 2
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
  /// Seconds after which Foundation may give up, beyond any limit that is asked for: a week.
  private static let longestWait = 604_800.0
  /// Bytes of one answer at most.
  private static let largestAnswer = 16 << 20
  public var patience = Patience()
  private let url: URL
  private let key: String?
  private let dialect: ChatDialect
  private let reception: BoundedReception
  private let session: URLSession

  /// - Parameters:
  ///   - base: `http` or `https`; where the endpoint is.
  ///   - key: goes into a header and nowhere else; nil for servers that need none.
  /// - Throws: `EditorError` for a base that is no such URL, and a key that no header can hold.
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
    // A header would lose them, and a server that tells the key would tell it without them.
    let key = key?.trimmingCharacters(in: .whitespacesAndNewlines)
    guard key?.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) ?? true else {
      throw EditorError("the key has spaces, control characters or letters beyond ASCII")
    }
    self.api = api
    self.model = model
    reception = BoundedReception(limit: Self.largestAnswer)
    session = URLSession(configuration: .ephemeral, delegate: reception, delegateQueue: nil)
    self.key = key?.isEmpty == true ? nil : key
    self.url = api.url(base: url)
    // OpenAI's own endpoint knows the newer name alone for its newer models; others the older one.
    let host = url.host?.lowercased() ?? ""
    let isOpenAI = host == "api.openai.com" || host.hasSuffix(".api.openai.com")
    dialect = ChatDialect(
      hasTwoNames: api == .openai, namesCompletion: api == .openai && isOpenAI)
  }

  /// Whether who can listen on the way to the server can read the key.
  public var tellsKey: Bool {
    let isHere = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(url.host?.lowercased())
    return key != nil && url.scheme?.lowercased() == "http" && !isHere
  }

  /// The model's answer to a conversation.
  ///
  /// - Parameters:
  ///   - onRetry: told why, before what may pass is tried again.
  ///   - onUnreadable: given what the server counted for an answer that cannot be read. What it
  ///     throws ends the attempts.
  /// - Throws: `EditorError` when the server refuses, or `patience` is over; `CancellationError`.
  public func answer(
    to messages: [ChatMessage], onRetry: (String) -> Void = { _ in },
    onUnreadable: (ChatAnswer) async throws -> Void = { _ in }
  ) async throws -> ChatAnswer {
    var delay = patience.firstDelay
    var attempt = 1
    while true {
      let form = dialect.form
      let problem: Problem
      do {
        return try await attemptAnswer(request(messages, form))
      } catch let error as Problem {
        problem = error
      }
      try Task.checkCancellation()
      if problem.isRefusal, dialect.adapts(to: problem.text, from: form) {
        onRetry("\(place): \(problem.text); asked again without it")
        continue
      }
      if let unreadable = problem.unreadable { try await onUnreadable(unreadable) }
      let most = problem.isHopeless ? patience.attemptsOfHopeless : patience.attempts
      let asked = problem.retryAfter ?? 0
      guard problem.mayPass, attempt < min(most, patience.attempts),
        asked <= patience.longestRetryAfter
      else {
        let tries = attempt > 1 ? ", after \(attempt) attempts" : ""
        let wait =
          asked > patience.longestRetryAfter ? "; it asks to wait \(asked.rounded()) s" : ""
        throw EditorError("\(place): \(problem.text)\(wait)\(tries)")
      }
      let wait = max(min(patience.longestDelay, delay), asked)
      onRetry(
        "\(place): \(problem.text); attempt \(attempt + 1) of \(most) in \(wait) s")
      try await Task.sleep(for: .seconds(wait))
      delay *= 2
      attempt += 1
    }
  }

  /// Host and path, for messages.
  private var place: String { "\(url.host ?? "the endpoint")\(url.path)" }

  // MARK: One attempt

  /// What went wrong with one attempt.
  private struct Problem: Error {
    let text: String
    /// The server took the request for a wrong one.
    var isRefusal = false
    var mayPass = false
    /// It will hardly pass.
    var isHopeless = false
    /// Seconds.
    var retryAfter: Double?
    var unreadable: ChatAnswer?
  }

  private func attemptAnswer(_ request: URLRequest) async throws -> ChatAnswer {
    let (data, response) = try await received(request)
    guard let response = response as? HTTPURLResponse else {
      throw Problem(text: "no answer of HTTP", mayPass: true)
    }
    let status = response.statusCode
    guard status == 200 else {
      throw Problem(
        text: "status \(status)\(reason(in: data))", isRefusal: status == 400 || status == 422,
        mayPass: Self.mayPass(status),
        retryAfter: response.value(forHTTPHeaderField: "Retry-After").flatMap(Self.seconds))
    }
    if let answer = ChatAnswer(data, api: api, told: withoutKey) { return answer }
    let unreadable = ChatAnswer(unreadable: data, told: withoutKey)
    // Some gateways tell an error with status 200.
    if let refusal = try? JSONDecoder().decode(Refusal.self, from: data) {
      throw Problem(
        text: "an error: " + withoutKey(refusal.error.message).prefix(300),
        mayPass: refusal.error.code.map(Self.mayPass) ?? true, unreadable: unreadable)
    }
    throw Problem(
      text: "the answer is not that of the \(api.rawValue) API: \(excerpt(data))", mayPass: true,
      isHopeless: unreadable != nil, unreadable: unreadable)
  }

  private static func mayPass(_ status: Int) -> Bool {
    [408, 425, 429].contains(status) || (500...599).contains(status)
  }

  /// Of a `Retry-After` (RFC 9110, 10.2.3): a number, or a date.
  private static func seconds(_ text: String) -> Double? {
    if let number = Double(text) { return number.isFinite ? max(0, number) : nil }
    let reader = DateFormatter()
    reader.locale = Locale(identifier: "en_US_POSIX")
    reader.timeZone = TimeZone(identifier: "GMT")
    reader.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return reader.date(from: text).map { max(0, $0.timeIntervalSinceNow) }
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
          throw Problem(
            text: "no answer within \(patience.timeLimit) s", mayPass: true, isHopeless: true)
        }
        return found
      } catch is BoundedReception.TooLarge {
        throw Problem(text: "an answer of more than \(Self.largestAnswer >> 20) MB")
      } catch let error as URLError {
        throw Problem(
          text: error.localizedDescription, mayPass: !Self.stays(error),
          isHopeless: error.code == .cannotFindHost)
      }
    }
  }

  /// Whether a fault of the connection is one of how things are set up.
  private static func stays(_ error: URLError) -> Bool {
    [.badURL, .serverCertificateUntrusted, .serverCertificateHasBadDate].contains(
      error.code) || error.localizedDescription.contains("certificate")
  }

  private func request(
    _ messages: [ChatMessage], _ form: ChatDialect.Form
  ) throws -> URLRequest {
    var request = URLRequest(url: url)
    // One clock alone decides, the one that is watched here. Foundation on Linux takes 60 s unless
    // this is assigned; what the initializer is given it passes over.
    request.timeoutInterval = Self.longestWait
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
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    request.httpBody = try encoder.encode(
      Body(
        model: model, messages: messages,
        temperature: form.sendsTemperature ? temperature : nil,
        maxTokens: form.namesCompletion ? nil : longestAnswer,
        maxCompletionTokens: form.namesCompletion ? longestAnswer : nil))
    return request
  }

  private struct Body: Encodable {
    let model: String
    let messages: [ChatMessage]
    let temperature: Double?
    let maxTokens: Int?
    let maxCompletionTokens: Int?
  }

  /// As both APIs tell it.
  private struct Refusal: Decodable {
    struct Detail: Decodable {
      let message: String
      /// A status, where it is a number.
      let code: Int?

      private enum Key: String, CodingKey { case message, code }

      init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        message = try values.decode(String.self, forKey: .message)
        code = try? values.decode(Int.self, forKey: .code)
      }
    }
    let error: Detail
  }

  /// What the server says of a refusal.
  private func reason(in data: Data) -> String {
    if let refusal = try? JSONDecoder().decode(Refusal.self, from: data) {
      return ": " + withoutKey(refusal.error.message).prefix(300)
    }
    return data.isEmpty ? "" : ": " + excerpt(data)
  }

  private func excerpt(_ data: Data) -> String {
    let text = withoutKey(String(decoding: data.prefix(4000), as: UTF8.self))
    return "“\(text.prefix(120).map { $0.isNewline ? " " : String($0) }.joined())”"
  }

  /// Some servers tell the key. Of a word such as “none”, which stands for no key, nothing is taken
  /// out.
  private func withoutKey(_ text: String) -> String {
    guard let key, key.count >= 8 else { return text }
    return text.replacingOccurrences(of: key, with: "…")
  }
}
