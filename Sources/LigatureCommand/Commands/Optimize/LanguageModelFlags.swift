import Editors
import Foundation
import Processes
import RunStore

/// The language model that an editor asks, as flags name it.
struct LanguageModelFlags: Sendable {
  /// What becomes of a run whose model fails or has spent what it may.
  enum OnFailure: String, CaseIterable, Sendable { case stop, chemist }

  static let flags: [Flag] = [
    Flag("--model", value: "NAME", "The language model of --editor llm or mix."),
    Flag(
      "--api", value: "NAME", "Which API the model's endpoint speaks.", standard: "openai",
      completion: .choices(ChatEndpoint.API.allCases.map(\.rawValue))),
    Flag(
      "--base-url", value: "URL", "Where the endpoint is.", standard: "that of the API's maker"),
    Flag(
      "--api-key-variable", value: "NAME",
      "The environment variable that holds the key. A key is never written anywhere.",
      standard: "OPENAI_API_KEY or ANTHROPIC_API_KEY; none with --base-url"),
    Flag("--temperature", value: "T", "Of the model.", standard: "the endpoint's"),
    Flag(
      "--prompt", value: "FILE", "A prompt with places such as {{frontier}}.",
      standard: "share/prompts/editor.md", completion: .file),
    Flag(
      "--answer-limit", value: "N", "Tokens of one answer, with the model's thoughts, at most.",
      standard: "8192"),
    Flag(
      "--token-limit", value: "N",
      "Tokens of the model in the run; once they are taken, nothing more is asked."),
    Flag(
      "--price", value: "IN,OUT", "Dollars for a million tokens of prompts and of answers."),
    Flag(
      "--cost-limit", value: "DOLLARS",
      "Of the model in the run, by --price; once it is reached, nothing more is asked."),
    Flag(
      "--on-editor-failure", value: "WHAT",
      "When the model fails or its limit is spent: stop, or go on with the chemist editor.",
      standard: "stop", completion: .choices(OnFailure.allCases.map(\.rawValue))),
  ]

  let model: String
  let api: ChatEndpoint.API
  let base: String?
  let keyVariable: String?
  let temperature: Double?
  let prompt: String?
  let longestAnswer: Int?
  let mostTokens: Int?
  let price: ModelSpending.Price?
  let mostDollars: Double?
  let onFailure: OnFailure

  /// Nil where no language model is asked.
  init?(_ typed: TypedArguments, isAsked: Bool) throws(UsageError) {
    guard isAsked else {
      for flag in Self.flags where typed.text(flag.name) != nil {
        throw UsageError("\(flag.name) goes with --editor llm or mix")
      }
      return nil
    }
    guard let model = typed.text("--model"), !model.isEmpty else {
      throw UsageError("--editor llm and mix need --model NAME")
    }
    self.model = model
    api = try typed.choice("--api") ?? .openai
    base = typed.text("--base-url")
    keyVariable = typed.text("--api-key-variable")
    // Not repeated: it may be the key itself.
    guard keyVariable?.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]*/) != nil || keyVariable == nil else {
      throw UsageError("--api-key-variable takes the name of an environment variable, not a key")
    }
    temperature = try typed.number("--temperature", in: 0...2)
    prompt = typed.text("--prompt")
    longestAnswer = try typed.integer("--answer-limit", in: 1...10_000_000)
    mostTokens = try typed.integer("--token-limit", in: 1...1_000_000_000)
    price = try typed.text("--price").map { text throws(UsageError) in try Self.price(text) }
    mostDollars = try typed.number("--cost-limit", in: 0...1_000_000)
    guard mostDollars == nil || price != nil else {
      throw UsageError("--cost-limit needs --price, which tells what tokens cost")
    }
    onFailure = try typed.choice("--on-editor-failure") ?? .stop
  }

  private static func price(_ text: String) throws(UsageError) -> ModelSpending.Price {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
      Double($0.filter { $0 != " " })
    }
    guard parts.count == 2, let prompt = parts[0], let answer = parts[1],
      (0...1_000_000).contains(prompt), (0...1_000_000).contains(answer)
    else {
      throw UsageError("--price needs two numbers such as 2.5,10, found “\(text)”")
    }
    return ModelSpending.Price(prompt: prompt, answer: answer)
  }

  /// What a run records of it. All of it may change when the run goes on.
  var settings: [RunSettings.Setting] {
    [
      .init("language model", model, mayChange: true),
      .init("API", "\(api.rawValue) at \(base ?? api.standardBase)", mayChange: true),
      .init("temperature", temperature.map { "\($0)" } ?? "the endpoint's", mayChange: true),
      .init("prompt", prompt ?? "standard", mayChange: true),
      .init(
        "price",
        price.map { "\($0.prompt) and \($0.answer) dollars for a million tokens" } ?? "unknown",
        mayChange: true),
      .init("token limit", mostTokens.map { "\($0)" } ?? "none", mayChange: true),
      .init(
        "cost limit", mostDollars.map { "\($0) dollars" } ?? "none", mayChange: true),
    ]
  }

  /// The endpoint, with the key of the environment.
  ///
  /// - Parameter answerTimeout: seconds for one answer; nil for the standard.
  func endpoint(
    _ environment: [String: String], answerTimeout: Double?
  ) throws(CommandFailure) -> ChatEndpoint {
    let variable = keyVariable ?? api.standardKeyVariable
    // The key of the API's maker is for its maker; a server of one's own may need none.
    let isAsked = base == nil || keyVariable != nil
    let key = isAsked ? environment[variable].flatMap { $0.isEmpty ? nil : $0 } : nil
    // Engines and workers need none.
    Program.withhold(variable)
    guard key != nil || !isAsked else {
      throw CommandFailure(
        "the environment variable \(variable), which should hold the key of the model, is not set",
        hint: "set it, or name another variable with --api-key-variable")
    }
    do throws(EditorError) {
      var endpoint = try ChatEndpoint(api, model: model, base: base, key: key)
      endpoint.temperature = temperature
      if let longestAnswer { endpoint.longestAnswer = longestAnswer }
      if let answerTimeout { endpoint.patience.timeLimit = answerTimeout }
      return endpoint
    } catch {
      throw CommandFailure(
        "\(error)", hint: "this is about --base-url, or about the key in \(variable)")
    }
  }

  func template(_ share: ShareFolders) throws(CommandFailure) -> PromptTemplate {
    let standard = "prompts/editor.md"
    guard let file = prompt.map({ URL(fileURLWithPath: $0) }) ?? share.find(standard) else {
      throw CommandFailure(
        "\(standard), the prompt, is in none of "
          + share.folders.map(\.path).joined(separator: ", "),
        hint: "set LIGATURE_SHARE to the installed share/ligature, or name a prompt with --prompt")
    }
    let text: String
    do {
      guard let read = String(data: try Data(contentsOf: file), encoding: .utf8) else {
        throw CommandFailure("\(file.path): this is no UTF-8 text")
      }
      text = read
    } catch let failure as CommandFailure {
      throw failure
    } catch {
      throw CommandFailure("\(file.path): \(error.systemReason)")
    }
    do { return try PromptTemplate(text, name: file.path) } catch {
      throw CommandFailure("\(error)")
    }
  }
}
