// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// The box office: what each capability does, in the order in which a customer meets them.
struct Ticketing: Agent {
  private let catalogue: Catalogue

  init(_ host: HostServices) throws {
    catalogue = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "ticket.search": try .json(await search(call.decode(), call))
    case "ticket.purchase": try .json(await purchase(call.decode(), call))
    case "ticket.refund": try .json(await refund(call.decode(), call))
    default: throw AgentError(.unknownCapability, "ask for ticket.search, ticket.purchase or ticket.refund")
    }
  }

  private func search(_ search: Search, _ call: Call) async throws -> Findings {
    var findings = Findings()
    for event in catalogue.events where search.matches(event) {
      let seatsLeft = try await event.seats - (call.state.get(event.soldKey, as: Int.self) ?? 0)
      if seatsLeft >= search.count ?? 0 { findings.events.append(Findings.Line(event, seatsLeft)) }
    }
    return findings
  }

  private func purchase(_ purchase: Purchase, _ call: Call) async throws -> Order {
    let event = try catalogue.event(purchase.event)
    let price = try catalogue.price(of: purchase.count, for: event)
    if let maximum = purchase.maximumTotalCents, price.totalCents > maximum {
      throw AgentError(
        .badRequest, "\(purchase.count) tickets cost \(price.totalCents) cents, more than \(maximum); raise the limit",
        agentCode: "too_expensive")
    }
    return try await call.once { books in
      let sold = try await books.get(event.soldKey, as: Int.self) ?? 0
      try event.checkSeats(for: purchase.count, sold: sold)
      let number = try await (books.get("orders", as: Int.self) ?? 0) + 1
      let order = Order(number: number, event: event, price: price, principal: call.principal)
      try books.put("orders", json: number)
      try books.put(event.soldKey, json: sold + purchase.count)
      try books.put("order/\(order.order)", json: order)
      return order
    }
  }

  private func refund(_ refund: Refund, _ call: Call) async throws -> Order {
    try await call.state.transaction { books in
      guard var order = try await books.get("order/\(refund.order)", as: Order.self) else {
        throw AgentError(
          .badRequest, "there is no order \(refund.order); ticket.purchase told its number", agentCode: "unknown_order")
      }
      guard order.principal == call.principal else {
        throw AgentError(
          .permissionDenied, "order \(refund.order) is somebody else's; its buyer must ask", agentCode: "not_yours")
      }
      guard order.status == .sold else { return order }
      order.status = .refunded
      let soldKey = Event.soldKey(order.event)
      try await books.put(soldKey, json: (books.get(soldKey, as: Int.self) ?? order.count) - order.count)
      try books.put("order/\(order.order)", json: order)
      return order
    }
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Ticketing.self) }
