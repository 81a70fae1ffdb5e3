// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// What is for sale and at what price, as the configuration says.
struct Catalogue: Decodable {
  /// So many percent off for groups of this size and more.
  struct GroupDiscount: Decodable {
    let from: Int
    let percent: Int
  }

  let currency: String
  let maximumPerOrder: Int
  let groupDiscounts: [GroupDiscount]
  let events: [Event]

  /// The event with an id, or an error that names the ids there are.
  func event(_ id: String) throws(AgentError) -> Event {
    if let event = events.first(where: { $0.id == id }) { return event }
    let ids = events.map(\.id).joined(separator: ", ")
    throw AgentError(.badRequest, "there is no event \(id); there are \(ids)", agentCode: "unknown_event")
  }

  /// The price of so many tickets. Half cents are rounded up.
  func price(of count: Int, for event: Event) throws(AgentError) -> Price {
    guard 1...maximumPerOrder ~= count else {
      throw AgentError(
        .badRequest, "an order has 1 to \(maximumPerOrder) tickets, not \(count); make several orders",
        agentCode: "bad_count")
    }
    let percent = groupDiscounts.filter { $0.from <= count }.map(\.percent).max() ?? 0
    let hundredths = event.priceCents * count * (100 - percent)
    return Price(
      count: count, unitPriceCents: event.priceCents, discountPercent: percent, totalCents: (hundredths + 50) / 100,
      currency: currency)
  }
}
