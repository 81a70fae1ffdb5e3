// SPDX-License-Identifier: Apache-2.0

/// What so many tickets cost.
struct Price {
  let count: Int
  let unitPriceCents: Int
  let discountPercent: Int
  let totalCents: Int
  let currency: String
}

/// One sale, as the customer sees it and as the books keep it.
struct Order: Codable {
  enum Status: String, Codable { case sold, refunded }

  let order: String
  let event: String
  let count: Int
  let unitPriceCents: Int
  let discountPercent: Int
  let totalCents: Int
  let currency: String
  let principal: String
  var status = Status.sold

  init(number: Int, event: Event, price: Price, principal: String) {
    order = "T-\(number)"
    self.event = event.id
    count = price.count
    unitPriceCents = price.unitPriceCents
    discountPercent = price.discountPercent
    totalCents = price.totalCents
    currency = price.currency
    self.principal = principal
  }
}
