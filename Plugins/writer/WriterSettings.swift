// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// How much is read and written, as the configuration says.
struct WriterSettings: Decodable {
  /// Bytes of all texts of a request together.
  let maximumBytes: Int
  /// How many sentences are written if the request does not say.
  let sentences: Int
  /// In a vote among more options than this nobody is asked for documents.
  let optionsToLookUp: Int

  func check(_ texts: [String]) throws(AgentError) {
    let bytes = texts.reduce(0) { $0 + $1.utf8.count }
    guard bytes <= maximumBytes else {
      throw AgentError(
        .badRequest, "these texts have \(bytes) bytes, more than \(maximumBytes); send a part at a time",
        agentCode: "too_long")
    }
  }

  func sentences(_ wanted: Int?, _ style: WritingStyle) throws(AgentError) -> Int {
    let count = wanted ?? (style == .brief ? 2 : sentences)
    guard 1...100 ~= count else {
      throw AgentError(.badRequest, "a text has 1 to 100 sentences, not \(count)", agentCode: "bad_count")
    }
    return count
  }
}
