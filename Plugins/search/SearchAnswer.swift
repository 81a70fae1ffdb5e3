// SPDX-License-Identifier: Apache-2.0
import AgentText

/// The output of `chat`, with the results for whoever goes on.
struct SearchAnswer: Encodable {
  let content: String
  let confidence: Double
  let handoff: HandoffSuggestion?
  let results: [SearchResults.Line]
}
