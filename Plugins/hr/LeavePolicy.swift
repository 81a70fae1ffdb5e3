// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// What is granted, as the configuration says.
struct LeavePolicy: Decodable {
  let vacationDays: Int
  let longestLeave: Int

  /// Refuses a leave that cannot be granted.
  func check(_ request: LeaveRequest, _ record: LeaveRecord) throws(AgentError) {
    guard request.from <= request.to, request.to.number - request.from.number < 366 else {
      throw refusal("bad_days", "a leave ends on or after its first day and within a year; exchange from and to")
    }
    let days = Day.workingDays(from: request.from, to: request.to)
    guard days > 0 else { throw refusal("no_working_days", "there is no working day in it; nothing to ask for") }
    guard days <= longestLeave else {
      throw refusal("too_long", "\(days) working days are more than \(longestLeave) at a stretch; ask for two leaves")
    }
    if let other = record.overlap(with: request) {
      throw refusal(
        "overlap", "it overlaps leave \(other.leave), \(other.from.text) to \(other.to.text); cancel that one first")
    }
    if request.kind ?? .vacation == .vacation { try checkBalance(request, record) }
  }

  private func checkBalance(_ request: LeaveRequest, _ record: LeaveRecord) throws(AgentError) {
    for year in request.from.year...request.to.year {
      let left = vacationDays - record.vacationDays(in: year)
      let days = Day.workingDays(from: request.from, to: request.to, in: year)
      guard days > left else { continue }
      throw refusal(
        "no_days_left", "\(request.employee) has \(max(0, left)) days left in \(year), not \(days); ask for fewer")
    }
  }

  private func refusal(_ code: String, _ message: String) -> AgentError {
    AgentError(.badRequest, message, agentCode: code)
  }
}
