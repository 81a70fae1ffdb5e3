// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// The office that pays: logs, approves within its policy, and reports.
struct Finance: Agent {
  private let policy: Policy

  init(_ host: HostServices) throws {
    policy = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "expense.log": try .json(await log(call.decode(), call))
    case "expense.approve": try .json(await approve(call.decode(), call))
    case "expense.report": try .json(await report(call))
    default: throw AgentError(.unknownCapability, "ask for expense.log, expense.approve or expense.report")
    }
  }

  private func log(_ claim: Claim, _ call: Call) async throws -> Expense {
    try claim.check()
    return try await call.once { books in
      var totals = try await books.get("totals", as: Totals.self) ?? Totals()
      let expense = Expense(number: totals.add(claim), claim: claim)
      try books.put("totals", json: totals)
      try books.put("expense/\(expense.expense)", json: expense)
      return expense
    }
  }

  private func approve(_ approval: Approval, _ call: Call) async throws -> Expense {
    try await call.state.transaction { books in
      guard var expense = try await books.get("expense/\(approval.expense)", as: Expense.self) else {
        throw AgentError(
          .badRequest, "there is no expense \(approval.expense); log it first with expense.log",
          agentCode: "unknown_expense")
      }
      guard expense.status == .logged else { return expense }
      var totals = try await books.get("totals", as: Totals.self) ?? Totals()
      try policy.check(approval, of: expense, approvedCents: totals.approvedCents)
      expense.status = .approved
      expense.approver = approval.approver
      totals.approve(expense)
      try books.put("totals", json: totals)
      try books.put("expense/\(expense.expense)", json: expense)
      return expense
    }
  }

  private func report(_ call: Call) async throws -> Report {
    let totals = try await call.state.get("totals", as: Totals.self) ?? Totals()
    return Report(
      categories: totals.categories, approvedCents: totals.approvedCents,
      budgetLeftCents: max(0, policy.budgetCents - totals.approvedCents), currency: policy.currency)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Finance.self) }
