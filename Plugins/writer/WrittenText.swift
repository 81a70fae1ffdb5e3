// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `text.write`.
struct WrittenText: Encodable {
  struct Citation: Encodable {
    let n: Int
    let source: String
    let quote: String
  }

  let text: String
  let citations: [Citation]
  /// 0 to 1.
  let confidence: Double

  init(_ composition: Composition, _ style: WritingStyle) {
    let sources = composition.sentences.map(\.passage.document).distinct
    citations = composition.sentences.map {
      Citation(n: (sources.firstIndex(of: $0.passage.document) ?? 0) + 1, source: $0.passage.document, quote: $0.text)
    }
    confidence = composition.confidence.told
    guard !citations.isEmpty else {
      text = Self.nothing(composition)
      return
    }
    let marked = citations.map { "\($0.quote) [\($0.n)]" }
    let body = style == .list ? marked.map { "- \($0)" }.joined(separator: "\n") : marked.joined(separator: " ")
    text = body + "\n\nSources:\n" + Self.list(sources, composition).joined(separator: "\n")
  }

  private static func nothing(_ composition: Composition) -> String {
    let subject = composition.query.map { " on \($0.told)" } ?? ""
    return switch composition.passages {
    case 0: "I found nothing\(subject): no passages were given to me."
    case 1: "I found nothing\(subject) in the passage that was given to me."
    default: "I found nothing\(subject) in the \(composition.passages) passages that were given to me."
    }
  }

  private static func list(_ sources: [String], _ composition: Composition) -> [String] {
    sources.enumerated().map { number, source in
      let title = composition.sentences.first { $0.passage.document == source }?.passage.title ?? source
      return "[\(number + 1)] \(title == source ? source : "\(title) (\(source))")"
    }
  }
}
