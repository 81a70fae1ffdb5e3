// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// Who may approve how much, as the configuration says.
struct Policy: Decodable {
  let currency: String
  let managerAboveCents: Int
  let budgetCents: Int

  /// Refuses an approval that the rules do not allow.
  func check(_ approval: Approval, of expense: Expense, approvedCents: Int) throws(AgentError) {
    if approval.approver == expense.employee {
      throw AgentError(
        .permissionDenied, "\(expense.employee) cannot approve an expense of their own; somebody else must",
        agentCode: "own_expense")
    }
    if expense.amountCents > managerAboveCents && approval.role != .manager {
      throw AgentError(
        .permissionDenied,
        "\(expense.amountCents) cents are more than \(managerAboveCents); a manager must approve: \"role\": \"manager\"",
        agentCode: "needs_manager")
    }
    let left = max(0, budgetCents - approvedCents)
    if expense.amountCents > left {
      throw AgentError(
        .badRequest, "\(left) cents are left of the budget, not \(expense.amountCents); raise budgetCents or wait",
        agentCode: "over_budget")
    }
  }
}
