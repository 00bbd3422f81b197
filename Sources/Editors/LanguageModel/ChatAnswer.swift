import Foundation

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

  /// One that was counted before.
  init(recorded text: String) {
    self.text = text
    (promptTokens, answerTokens) = (0, 0)
    isCut = false
  }

  /// For a server that does not count: a token for every three characters, which is rather too
  /// many.
  mutating func estimateTokens(prompt: [String]) {
    promptTokens = prompt.reduce(0) { $0 + $1.count } / 3
    answerTokens = text.count / 3
  }

  /// Nil for data that is no answer of the API.
  ///
  /// - Parameter told: what is kept of the answer's text.
  init?(_ data: Data, api: ChatEndpoint.API, told: (String) -> String) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    switch api {
    case .openai:
      guard let choice = (try? decoder.decode(OpenAIAnswer.self, from: data))?.choices.first else {
        return nil
      }
      text = told(choice.message.content?.text ?? "")
      isCut = choice.finishReason == "length"
    case .anthropic:
      guard let body = try? decoder.decode(AnthropicAnswer.self, from: data) else { return nil }
      text = told(Content.joined(body.content))
      isCut = body.stopReason == "max_tokens"
    }
    (promptTokens, answerTokens) = Self.tokens(data, decoder) ?? (0, 0)
  }

  /// What the server took for an answer that is none of the API; nil where it does not say so.
  init?(unreadable data: Data, told: (String) -> String) {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    guard let tokens = Self.tokens(data, decoder) else { return nil }
    text = told(String(decoding: data, as: UTF8.self))
    isCut = false
    (promptTokens, answerTokens) = tokens
  }

  private static func tokens(_ data: Data, _ decoder: JSONDecoder) -> (prompt: Int, answer: Int)? {
    guard let usage = (try? decoder.decode(Counted.self, from: data))?.usage else { return nil }
    return (
      plausible(usage.promptTokens ?? usage.inputTokens),
      plausible(usage.completionTokens ?? usage.outputTokens)
    )
  }

  /// Counts that a server tells are not trusted to be counts.
  private static func plausible(_ count: Int?) -> Int { min(1_000_000_000, max(0, count ?? 0)) }

  /// As OpenAI's and Anthropic's APIs count.
  private struct Counted: Decodable {
    struct Usage: Decodable {
      let promptTokens: Int?
      let completionTokens: Int?
      let inputTokens: Int?
      let outputTokens: Int?
    }
    let usage: Usage
  }

  /// A text, or parts of which some are text and others thoughts.
  private struct Content: Decodable {
    struct Part: Decodable { let text: String? }
    let text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      do { text = try container.decode(String.self) } catch {
        text = Self.joined(try container.decode([Part].self))
      }
    }

    static func joined(_ parts: [Part]) -> String { parts.compactMap(\.text).joined() }
  }

  private struct OpenAIAnswer: Decodable {
    struct Choice: Decodable {
      struct Message: Decodable { let content: Content? }
      let message: Message
      let finishReason: String?
    }
    let choices: [Choice]
  }

  private struct AnthropicAnswer: Decodable {
    let content: [Content.Part]
    let stopReason: String?
  }
}
