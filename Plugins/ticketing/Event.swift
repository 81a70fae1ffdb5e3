// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// One event and how many seats its hall has.
struct Event: Decodable {
  let id: String
  let name: String
  let venue: String
  let date: String
  let priceCents: Int
  let seats: Int

  /// Where the books count the seats sold.
  var soldKey: String { Event.soldKey(id) }

  static func soldKey(_ id: String) -> String { "sold/\(id)" }

  /// Refuses an order that is larger than what is left.
  func checkSeats(for count: Int, sold: Int) throws(AgentError) {
    let left = max(0, seats - sold)
    guard count > left else { return }
    let advice = left == 0 ? "search for another event" : "order \(left) or fewer, or search for another event"
    throw AgentError(.badRequest, "\(left) seats are left for \(name), not \(count); \(advice)", agentCode: "sold_out")
  }
}
