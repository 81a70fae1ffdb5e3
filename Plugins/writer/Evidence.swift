// SPDX-License-Identifier: Apache-2.0
import AgentKit
import AgentKitJSON
import AgentText

/// What the documents say, asked of whoever offers `document.retrieve`. Without anybody there is none.
struct Evidence {
  private struct Question: Encodable {
    let question: String
    let limit: Int
  }

  private struct Findings: Decodable {
    let passages: JSONValue
    let confidence: Double?
  }

  private let call: Call

  init(_ call: Call) { self.call = call }

  func passages(for question: String) async -> [Passage] {
    await ask(question, limit: 8).map { Passage.passages(found: $0.passages) } ?? []
  }

  /// How much of a question documents speak of: 0 to 1.
  func confidence(for query: TextQuery) async -> Double {
    await ask(query.words.joined(separator: " "), limit: 1)?.confidence ?? 0
  }

  /// nil if nobody answers: what was said is enough to go on with.
  private func ask(_ question: String, limit: Int) async -> Findings? {
    var options = AskOptions()
    options.timeout = min(.seconds(2), call.timeLeft / 4)
    do {
      return try await call.ask(
        "document.retrieve", Question(question: String(question.prefix(2_000)), limit: limit), options)
    } catch {
      call.log(.debug, "no documents: \(error)")
      return nil
    }
  }
}
