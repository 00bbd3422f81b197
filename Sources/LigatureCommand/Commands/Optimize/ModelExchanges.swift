import Editors
import Foundation
import RunStore

/// The questions to a language model and its answers, as a run's store keeps them.
enum ModelExchanges {
  private static let kind = "exchange"

  /// Keeps an exchange.
  static func record(_ exchange: LanguageModelEditor.Exchange, in store: RunStore) async throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try await store.note(
      kind, String(decoding: try encoder.encode(exchange), as: UTF8.self))
  }

  /// All of the run so far, in order.
  ///
  /// - Throws: `CommandFailure` where one cannot be read, for what it cost would be forgotten.
  static func all(in store: RunStore) async throws -> [LanguageModelEditor.Exchange] {
    try await store.notes().filter { $0.kind == kind }.map { note in
      do {
        return try JSONDecoder().decode(
          LanguageModelEditor.Exchange.self, from: Data(note.text.utf8))
      } catch {
        throw CommandFailure(
          "an answer of the language model that run.db keeps cannot be read: \(error)",
          hint: "start a new run in another folder")
      }
    }
  }

  /// What the model took for them.
  static func spent(_ exchanges: [LanguageModelEditor.Exchange]) -> ModelSpending.Sum {
    var sum = ModelSpending.Sum()
    for exchange in exchanges {
      sum.requests += 1
      sum.promptTokens += exchange.promptTokens
      sum.answerTokens += exchange.answerTokens
    }
    return sum
  }

  /// `"12 requests, 34000 tokens of prompts and 5000 of answers, 0.12 dollars"`.
  static func words(_ sum: ModelSpending.Sum, dollars: Double?) -> String {
    let cost = dollars.map { String(format: ", %.4g dollars", $0) } ?? ""
    return "\(sum.requests) request\(sum.requests == 1 ? "" : "s"), \(sum.promptTokens) tokens of "
      + "prompts and \(sum.answerTokens) of answers\(cost)"
  }
}
