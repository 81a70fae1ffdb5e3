// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `document.search`: the best documents, each with its best passage.
struct SearchResults: Encodable {
  struct Line: Encodable {
    let document: String
    let title: String
    let passage: String
    /// BM25; higher is better, and comparable within one answer.
    let score: Double
  }

  let results: [Line]

  init(_ findings: [Library.Finding]) {
    results = findings.map {
      Line(document: $0.passage.document, title: $0.passage.title, passage: $0.passage.text, score: $0.score.told)
    }
  }
}
