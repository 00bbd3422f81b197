import Editors
import Foundation
import TestSupport
import Testing

/// A real server on this machine, with every fault of a network.
@Suite("A language model behind HTTP")
struct ChatEndpointTests {
  private static let key = "sk-the-secret"

  static func openAI(_ text: String, reason: String = "stop") throws -> String {
    let message: [String: Any] = ["role": "assistant", "content": text]
    let body: [String: Any] = [
      "choices": [["message": message, "finish_reason": reason]],
      "usage": ["prompt_tokens": 11, "completion_tokens": 7],
    ]
    return String(decoding: try JSONSerialization.data(withJSONObject: body), as: UTF8.self)
  }

  private func endpoint(
    _ server: LocalHTTPServer, api: ChatEndpoint.API = .openai, key: String? = Self.key
  ) throws -> ChatEndpoint {
    var endpoint = try ChatEndpoint(
      api, model: "a-model", base: server.base + (api == .openai ? "/v1" : ""), key: key)
    endpoint.patience.firstDelay = 0.01
    endpoint.patience.longestDelay = 0.1
    endpoint.patience.attempts = 3
    endpoint.patience.attemptsOfHopeless = 3
    return endpoint
  }

  private func body(_ request: LocalHTTPServer.Request?) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data((request?.body ?? "").utf8)) as? [String: Any])
  }

  @Test("OpenAI's form: where it is sent, what it holds, what is read of the answer")
  func openAIForm() async throws {
    let reply = try Self.openAI("héllo", reason: "length")
    let server = try LocalHTTPServer { _, _ in .reply(body: reply) }
    var endpoint = try endpoint(server)
    endpoint.temperature = 0.7
    let answer = try await endpoint.answer(to: [
      ChatMessage(.user, "a “question”"), ChatMessage(.assistant, "b"), ChatMessage(.user, "c"),
    ])
    #expect(answer.text == "héllo")
    #expect(answer.isCut)
    #expect((answer.promptTokens, answer.answerTokens) == (11, 7))
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /v1/chat/completions HTTP/1.1")
    #expect(request.headers["authorization"] == "Bearer \(Self.key)")
    #expect(request.headers["content-type"] == "application/json")
    let body = try body(request)
    #expect(body["model"] as? String == "a-model")
    #expect(body["temperature"] as? Double == 0.7)
    let messages = try #require(body["messages"] as? [[String: String]])
    #expect(messages.map { $0["role"] } == ["user", "assistant", "user"])
    #expect(messages.first?["content"] == "a “question”")
    #expect(!request.body.contains(Self.key))
  }

  @Test("Anthropic's form")
  func anthropicForm() async throws {
    let server = try LocalHTTPServer { _, _ in
      .reply(
        body: #"{"content":[{"type":"thinking"},{"type":"text","text":"an "},"#
          + #"{"type":"text","text":"answer"}],"stop_reason":"end_turn","#
          + #""usage":{"input_tokens":5,"output_tokens":3}}"#)
    }
    let answer = try await endpoint(server, api: .anthropic).answer(to: [.init(.user, "q")])
    #expect(answer.text == "an answer")
    #expect((answer.promptTokens, answer.answerTokens) == (5, 3))
    #expect(!answer.isCut)
    let request = try #require(server.requests.first)
    #expect(request.line == "POST /v1/messages HTTP/1.1")
    #expect(request.headers["x-api-key"] == Self.key)
    #expect(request.headers["anthropic-version"] == "2023-06-01")
    #expect(request.headers["authorization"] == nil)
    #expect(try body(request)["max_tokens"] as? Int == 8192)
    #expect(try body(request)["max_completion_tokens"] == nil)
    #expect(try body(request)["temperature"] == nil)
  }

  @Test("no key, no header")
  func withoutKey() async throws {
    let reply = try Self.openAI("x")
    let server = try LocalHTTPServer { _, _ in .reply(body: reply) }
    _ = try await endpoint(server, key: nil).answer(to: [.init(.user, "q")])
    #expect(server.requests.first?.headers["authorization"] == nil)
  }

  @Test(
    "what may pass is tried again",
    arguments: [
      LocalHTTPServer.Answer.reply(status: 429, headers: ["Retry-After": "0"], body: "slow down"),
      .reply(status: 500, body: ""), .reply(status: 503, body: "busy"),
      .reply(status: 408, body: ""),
      .drop, .garbage, .cut, .reply(body: "<html>a portal</html>"), .reply(body: "{}"),
    ])
  func triedAgain(fault: LocalHTTPServer.Answer) async throws {
    let reply = try Self.openAI("well")
    let server = try LocalHTTPServer { number, _ in number < 2 ? fault : .reply(body: reply) }
    #expect(try await endpoint(server).answer(to: [.init(.user, "q")]).text == "well")
    #expect(server.requests.count == 3)
  }

  @Test("a server that stays broken is given up after the attempts, with the reason")
  func givenUp() async throws {
    let server = try LocalHTTPServer { _, _ in
      .reply(status: 500, body: #"{"error":{"message":"out of order"}}"#)
    }
    let error = await #expect(throws: EditorError.self) {
      try await endpoint(server).answer(to: [.init(.user, "q")])
    }
    #expect(
      error?.description
        == "127.0.0.1/v1/chat/completions: status 500: out of order, after 3 attempts")
    #expect(server.requests.count == 3)
  }

  @Test("an answer that comes after one that did not is taken")
  func answersAfterAll() async throws {
    let reply = try Self.openAI("well")
    let server = try LocalHTTPServer { number, _ in number < 2 ? .hang : .reply(body: reply) }
    var patient = try endpoint(server)
    patient.patience.timeLimit = 0.5
    // A machine that is slow to answer is asked until it is quick enough.
    patient.patience.attempts = 10_000
    patient.patience.attemptsOfHopeless = 10_000
    #expect(try await patient.answer(to: [.init(.user, "q")]).text == "well")
    #expect(server.requests.count >= 3)
  }

  @Test("an answer may take longer than the minute after which Foundation gives up")
  func answersSlowly() async throws {
    let reply = try Self.openAI("well")
    let server = try LocalHTTPServer { _, _ in
      Thread.sleep(forTimeInterval: 62)
      return .reply(body: reply)
    }
    #expect(try await endpoint(server).answer(to: [.init(.user, "q")]).text == "well")
    #expect(server.requests.count == 1)
  }

  @Test("a server that does not answer in time is asked again, but not as often")
  func hangs() async throws {
    let server = try LocalHTTPServer { _, _ in .hang }
    var impatient = try endpoint(server)
    impatient.patience.timeLimit = 0.2
    impatient.patience.attemptsOfHopeless = 2
    let asked = impatient
    let error = await #expect(throws: EditorError.self) {
      try await asked.answer(to: [.init(.user, "q")])
    }
    #expect(
      error?.description
        == "127.0.0.1/v1/chat/completions: no answer within 0.2 s, after 2 attempts")
  }

  @Test("the server's word on how long to wait is kept")
  func retryAfter() async throws {
    let reply = try Self.openAI("x")
    let server = try LocalHTTPServer { number, _ in
      number == 0
        ? .reply(status: 429, headers: ["Retry-After": "1"], body: "") : .reply(body: reply)
    }
    var endpoint = try endpoint(server)
    endpoint.patience.longestDelay = 10
    let start = ContinuousClock.now
    _ = try await endpoint.answer(to: [.init(.user, "q")])
    #expect(ContinuousClock.now - start >= .seconds(1))
  }

  @Test("a date to wait for is kept, and a wait that is too long is told at once")
  func retryAfterDate() async throws {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: "GMT")
    format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    for (wait, most) in [(3.0, 300.0), (4000, 300)] {
      let date = format.string(from: Date(timeIntervalSinceNow: wait))
      let reply = try Self.openAI("x")
      let server = try LocalHTTPServer { number, _ in
        number == 0
          ? .reply(status: 429, headers: ["Retry-After": date], body: "") : .reply(body: reply)
      }
      var endpoint = try endpoint(server)
      endpoint.patience.longestRetryAfter = most
      let start = ContinuousClock.now
      if wait < most {
        _ = try await endpoint.answer(to: [.init(.user, "q")])
        #expect(ContinuousClock.now - start >= .seconds(1))
      } else {
        let asked = endpoint
        let error = await #expect(throws: EditorError.self) {
          try await asked.answer(to: [.init(.user, "q")])
        }
        #expect(error?.description.contains("it asks to wait") == true)
        #expect(server.requests.count == 1)
      }
    }
  }

  @Test("a parameter that a server refuses is sent in its other form, or not at all, from then on")
  func dialect() async throws {
    let reply = try Self.openAI("x")
    let server = try LocalHTTPServer { _, request in
      for refused in ["max_tokens", "temperature"] where request.body.contains("\"\(refused)\"") {
        return .reply(
          status: 400, body: #"{"error":{"message":"Unsupported parameter: '\#(refused)'"}}"#)
      }
      return .reply(body: reply)
    }
    var endpoint = try endpoint(server)
    endpoint.temperature = 0.5
    #expect(try await endpoint.answer(to: [.init(.user, "q")]).text == "x")
    #expect(server.requests.count == 3)
    #expect(try body(server.requests.last)["max_completion_tokens"] as? Int == 8192)
    _ = try await endpoint.answer(to: [.init(.user, "q")])
    #expect(server.requests.count == 4)
  }

  @Test("parts of an answer are joined; one that cannot be read is counted and asked for once more")
  func parts() async throws {
    let parts =
      #"{"choices":[{"message":{"content":[{"type":"thinking","thinking":[]},"#
      + #"{"type":"text","text":"an "},{"type":"text","text":"answer"}]}}]}"#
    let joined = try LocalHTTPServer { _, _ in .reply(body: parts) }
    #expect(try await endpoint(joined).answer(to: [.init(.user, "q")]).text == "an answer")

    let unreadable =
      #"{"outputs":["\#(Self.key)"],"usage":{"prompt_tokens":11,"completion_tokens":7}}"#
    let server = try LocalHTTPServer { _, _ in .reply(body: unreadable) }
    var endpoint = try endpoint(server)
    endpoint.patience.attemptsOfHopeless = 2
    let asked = endpoint
    var counted: [Int] = []
    await #expect(throws: EditorError.self) {
      try await asked.answer(
        to: [.init(.user, "q")],
        onUnreadable: { answer in
          counted.append(answer.promptTokens + answer.answerTokens)
          #expect(!answer.text.contains(Self.key))
        })
    }
    #expect(counted == [18, 18])
    #expect(server.requests.count == 2)
  }

  @Test("an error that comes with status 200 is judged by its code")
  func errorsOfGateways() async throws {
    for (code, requests) in [(502, 3), (402, 1)] {
      let server = try LocalHTTPServer { _, _ in
        .reply(body: #"{"error":{"message":"no credit","code":\#(code)}}"#)
      }
      let asked = try endpoint(server)
      let error = await #expect(throws: EditorError.self) {
        try await asked.answer(to: [.init(.user, "q")])
      }
      #expect(error?.description.contains("an error: no credit") == true)
      #expect(server.requests.count == requests)
    }
  }

  @Test("white space around a key is no part of it; a key that no header can hold is refused")
  func keys() async throws {
    let server = try LocalHTTPServer { _, _ in
      .reply(status: 401, body: #"{"error":{"message":"Incorrect: \#(Self.key)"}}"#)
    }
    for space in [" ", "\n", "\r\n"] {
      let asked = try endpoint(server, key: Self.key + space)
      let error = await #expect(throws: EditorError.self) {
        try await asked.answer(to: [.init(.user, "q")])
      }
      #expect(error?.description.contains("Incorrect: …") == true)
      #expect(server.requests.last?.headers["authorization"] == "Bearer \(Self.key)")
    }
    for key in ["sk-one\nsk-two", "sk one", "sk-é"] {
      let error = #expect(throws: EditorError.self) { try endpoint(server, key: key) }
      #expect(error?.description.contains(key) == false)
    }
  }

  @Test("a key in an answer is not kept")
  func keyInAnswer() async throws {
    let reply = try Self.openAI("you sent \(Self.key)")
    let server = try LocalHTTPServer { _, _ in .reply(body: reply) }
    #expect(try await endpoint(server).answer(to: [.init(.user, "q")]).text == "you sent …")
  }

  @Test(
    "a base that holds more of the path than it should is understood",
    arguments: [
      (ChatEndpoint.API.openai, "/v1/chat/completions", "/v1/chat/completions"),
      (.openai, "/v1/", "/v1/chat/completions"), (.anthropic, "/v1", "/v1/messages"),
      (.anthropic, "/v1/messages", "/v1/messages"), (.anthropic, "", "/v1/messages"),
    ])
  func paths(api: ChatEndpoint.API, path: String, expected: String) async throws {
    let server = try LocalHTTPServer { _, _ in .reply(status: 404, body: "") }
    let endpoint = try ChatEndpoint(api, model: "m", base: server.base + path, key: nil)
    await #expect(throws: EditorError.self) { try await endpoint.answer(to: [.init(.user, "q")]) }
    #expect(server.requests.map(\.line) == ["POST \(expected) HTTP/1.1"])
  }

  @Test(
    "a refusal is not tried again, and the key that it tells is not repeated",
    arguments: [400, 401, 403, 404, 301, 302, 307])
  func refused(status: Int) async throws {
    let server = try LocalHTTPServer { _, _ in
      .reply(
        status: status, headers: ["Location": "http://127.0.0.1:9/elsewhere"],
        body: #"{"error":{"message":"Incorrect API key provided: \#(Self.key)"}}"#)
    }
    let asked = try endpoint(server)
    let error = await #expect(throws: EditorError.self) {
      try await asked.answer(to: [.init(.user, "q")])
    }
    let text = try #require(error?.description)
    #expect(text.contains("status \(status)"))
    // Of a redirection the body is not read.
    #expect(text.contains("Incorrect API key provided: …") || (300..<400).contains(status))
    #expect(!text.contains(Self.key))
    #expect(server.requests.count == 1)
  }

  @Test("an answer without end is cut off at the limit, and not asked for again")
  func endless() async throws {
    let server = try LocalHTTPServer { _, _ in .flood }
    let asked = try endpoint(server)
    let error = await #expect(throws: EditorError.self) {
      try await asked.answer(to: [.init(.user, "q")])
    }
    #expect(error?.description == "127.0.0.1/v1/chat/completions: an answer of more than 16 MB")
    #expect(server.requests.count == 1)
  }

  @Test("nobody listens")
  func noServer() async throws {
    var endpoint = try ChatEndpoint(
      .openai, model: "m", base: "http://127.0.0.1:1/v1", key: Self.key)
    endpoint.patience.firstDelay = 0.01
    endpoint.patience.attempts = 2
    let asked = endpoint
    let error = await #expect(throws: EditorError.self) {
      try await asked.answer(to: [.init(.user, "q")])
    }
    #expect(error?.description.hasSuffix("after 2 attempts") == true)
  }

  @Test("a cancelled task does not wait for the server")
  func cancelled() async throws {
    let server = try LocalHTTPServer { _, _ in .hang }
    let asked = try endpoint(server)
    let task = Task { try await asked.answer(to: [.init(.user, "q")]) }
    #expect(try await eventually { !server.requests.isEmpty })
    let start = ContinuousClock.now
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(ContinuousClock.now - start < .seconds(300))
  }

  @Test("nor does one that was cancelled before it asked", .timeLimit(.minutes(5)))
  func cancelledBefore() async throws {
    let server = try LocalHTTPServer { _, _ in .hang }
    let asked = try endpoint(server)
    for _ in 0..<50 {
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await asked.answer(to: [.init(.user, "q")])
      }
      await #expect(throws: CancellationError.self) { try await task.value }
    }
  }

  @Test(
    "a base that is no URL of HTTP, or that could hold a secret, is refused",
    arguments: [
      "", "api.openai.com", "ftp://host/v1", "file:///etc/passwd", "http://",
      "http://me:pw@host/v1",
      "https://host/v1?key=1",
    ])
  func bases(base: String) {
    #expect(throws: EditorError.self) { try ChatEndpoint(.openai, model: "m", base: base) }
  }

  @Test(
    "a key that others could read on its way is told of",
    arguments: [
      ("http://models.example/v1", "k", true), ("https://models.example/v1", "k", false),
      ("http://models.example/v1", nil, false), ("http://localhost:8000/v1", "k", false),
      ("http://127.0.0.1/v1", "k", false), ("http://[::1]:8000/v1", "k", false),
    ])
  func clearKey(base: String, key: String?, isTold: Bool) throws {
    #expect(try ChatEndpoint(.openai, model: "m", base: base, key: key).tellsKey == isTold)
  }
}
