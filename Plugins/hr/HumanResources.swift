// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// The office that grants leave. All leaves of one employee are one value in the books.
struct HumanResources: Agent {
  private let policy: LeavePolicy

  init(_ host: HostServices) throws {
    policy = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    switch call.capability {
    case "leave.request": try .json(await request(call.decode(), call))
    case "leave.cancel": try .json(await cancel(call.decode(), call))
    case "leave.balance": try .json(await balance(call.decode(), call))
    default: throw AgentError(.unknownCapability, "ask for leave.request, leave.cancel or leave.balance")
    }
  }

  private func request(_ request: LeaveRequest, _ call: Call) async throws -> Leave {
    let key = try request.employee.recordKey
    return try await call.state.transaction { books in
      var record = try await books.get(key, as: LeaveRecord.self) ?? LeaveRecord()
      if let granted = record.leave(like: request) { return granted }
      try policy.check(request, record)
      let leave = record.grant(request)
      try books.put(key, json: record)
      return leave
    }
  }

  private func cancel(_ cancellation: LeaveCancellation, _ call: Call) async throws -> Leave {
    let key = try cancellation.employee.recordKey
    return try await call.state.transaction { books in
      var record = try await books.get(key, as: LeaveRecord.self) ?? LeaveRecord()
      guard let leave = record.cancel(cancellation.leave) else {
        throw AgentError(
          .badRequest, "\(cancellation.employee) has no leave \(cancellation.leave); leave.request told its number",
          agentCode: "unknown_leave")
      }
      try books.put(key, json: record)
      return leave
    }
  }

  private func balance(_ question: BalanceQuestion, _ call: Call) async throws -> Balance {
    guard 1970...2200 ~= question.year else {
      throw AgentError(.badRequest, "a year is 1970 to 2200, not \(question.year)", agentCode: "bad_year")
    }
    let record = try await call.state.get(question.employee.recordKey, as: LeaveRecord.self) ?? LeaveRecord()
    let taken = record.vacationDays(in: question.year)
    return Balance(
      entitledDays: policy.vacationDays, takenDays: taken, leftDays: max(0, policy.vacationDays - taken))
  }
}

extension String {
  /// Where the books keep an employee's leaves.
  fileprivate var recordKey: String {
    get throws {
      guard 1...400 ~= utf8.count else {
        throw AgentError(.badRequest, "an employee's name has 1 to 400 bytes", agentCode: "bad_name")
      }
      return "employee/\(self)"
    }
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(HumanResources.self) }
