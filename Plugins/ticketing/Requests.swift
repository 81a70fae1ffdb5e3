// SPDX-License-Identifier: Apache-2.0

/// The input of `ticket.search`.
struct Search: Decodable {
  let query: String?
  let maximumPriceCents: Int?
  let count: Int?

  func matches(_ event: Event) -> Bool {
    if let maximumPriceCents, event.priceCents > maximumPriceCents { return false }
    guard let query = query?.lowercased(), !query.isEmpty else { return true }
    return [event.id, event.name, event.venue, event.date].contains { $0.lowercased().contains(query) }
  }
}

/// The output of `ticket.search`.
struct Findings: Encodable {
  struct Line: Encodable {
    let id: String
    let name: String
    let venue: String
    let date: String
    let priceCents: Int
    let seatsLeft: Int

    init(_ event: Event, _ seatsLeft: Int) {
      id = event.id
      name = event.name
      venue = event.venue
      date = event.date
      priceCents = event.priceCents
      self.seatsLeft = seatsLeft
    }
  }

  var events: [Line] = []
}

/// The input of `ticket.purchase`.
struct Purchase: Decodable {
  let event: String
  let count: Int
  let maximumTotalCents: Int?
}

/// The input of `ticket.refund`.
struct Refund: Decodable {
  let order: String
}
