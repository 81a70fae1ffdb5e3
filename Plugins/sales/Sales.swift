// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// The office that sells: keeps customers, and drafts proposals with prices that it asks of others.
struct Sales: Agent {
  private let terms: Terms

  init(_ host: HostServices) throws {
    terms = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "crm.update": try .json(await update(call.decode(), call))
    case "crm.find": try .json(await find(call.decode(), call))
    case "proposal.draft": try .json(await draft(call.decode(), call))
    default: throw AgentError(.unknownCapability, "ask for crm.update, crm.find or proposal.draft")
    }
  }

  private func update(_ change: CustomerChange, _ call: Call) async throws -> Customer {
    try change.check()
    return try await call.state.transaction { books in
      var directory = try await books.get(Directory.key, as: Directory.self) ?? Directory()
      var customer = try await books.get(change.customerKey, as: Customer.self) ?? Customer(customer: change.customer)
      customer.apply(change)
      if try directory.add(customer) { try books.put(Directory.key, json: directory) }
      try books.put(change.customerKey, json: customer)
      return customer
    }
  }

  private func find(_ question: CustomerQuestion, _ call: Call) async throws -> CustomerList {
    let directory = try await call.state.get(Directory.key, as: Directory.self) ?? Directory()
    var list = CustomerList()
    for id in directory.customers(like: question.query ?? "").prefix(50) {
      if let customer = try await call.state.get(Customer.key(id), as: Customer.self) {
        list.customers.append(customer)
      }
    }
    return list
  }

  private func draft(_ order: ProposalOrder, _ call: Call) async throws -> Proposal {
    try terms.check(order)
    guard let customer = try await call.state.get(Customer.key(order.customer), as: Customer.self) else {
      throw AgentError(
        .badRequest, "there is no customer \(order.customer); make one with crm.update", agentCode: "unknown_customer")
    }
    var prices: [Int] = []
    for line in order.lines {
      let quote = try await call.ask("quote.price", line.question, as: Quote.self)
      prices.append(try quote.price)
    }
    return terms.proposal(for: customer, order, prices)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Sales.self) }
