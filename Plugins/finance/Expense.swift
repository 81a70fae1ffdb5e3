// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `expense.log`.
struct Claim: Decodable {
  let amountCents: Int
  let employee: String
  let purpose: String
  let category: String?

  /// Refuses what nobody can have spent.
  func check() throws(AgentError) {
    guard 1...100_000_000_000 ~= amountCents else {
      throw AgentError(
        .badRequest, "an expense is 1 to 100000000000 cents, not \(amountCents)", agentCode: "bad_amount")
    }
    guard !employee.isEmpty, !purpose.isEmpty else {
      throw AgentError(.badRequest, "say whose expense it is and what for: employee, purpose", agentCode: "no_reason")
    }
  }
}

/// The input of `expense.approve`.
struct Approval: Decodable {
  enum Role: String, Decodable { case colleague, manager }

  let expense: String
  let approver: String
  let role: Role?
}

/// One expense, as the books keep it.
struct Expense: Codable {
  enum Status: String, Codable { case logged, approved }

  let expense: String
  let amountCents: Int
  let employee: String
  let purpose: String
  let category: String
  var status = Status.logged
  var approver: String?

  init(number: Int, claim: Claim) {
    expense = "E-\(number)"
    amountCents = claim.amountCents
    employee = claim.employee
    purpose = claim.purpose
    category = claim.category ?? Totals.general
  }
}
