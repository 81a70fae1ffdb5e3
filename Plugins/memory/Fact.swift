// SPDX-License-Identifier: Apache-2.0
import AgentText

/// One thing that is remembered.
struct Fact: Codable {
  /// Its place in the log.
  let number: Int
  let subject: String?
  let fact: String
  let tags: [String]
  let stored: Moment

  init(_ request: StoreRequest, number: Int, at moment: Moment) {
    self.number = number
    subject = request.subject
    fact = request.fact
    tags = (request.tags ?? []).distinct
    stored = moment
  }

  var id: String { "F-\(number + 1)" }

  /// The number behind an id; nil if it is none.
  static func number(of id: String) -> Int? {
    guard id.hasPrefix("F-"), let number = Int(id.dropFirst(2)), number > 0 else { return nil }
    return number - 1
  }

  /// By what it is found.
  var row: TextIndex.Row {
    TextIndex.Row(number, title: subject ?? "", text: ([fact] + tags).joined(separator: "\n"))
  }

  var stems: [String] { ([subject ?? "", fact] + tags).flatMap(\.stems) }
}
