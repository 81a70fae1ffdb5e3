// SPDX-License-Identifier: Apache-2.0

enum LeaveKind: String, Codable { case vacation, sick }

/// The input of `leave.request`.
struct LeaveRequest: Decodable {
  let employee: String
  let from: Day
  let to: Day
  let kind: LeaveKind?
}

/// The input of `leave.cancel`.
struct LeaveCancellation: Decodable {
  let employee: String
  let leave: String
}

/// The input of `leave.balance`.
struct BalanceQuestion: Decodable {
  let employee: String
  let year: Int
}

/// The output of `leave.balance`.
struct Balance: Encodable {
  let entitledDays: Int
  let takenDays: Int
  let leftDays: Int
}

/// One leave, as the books keep it.
struct Leave: Codable {
  enum Status: String, Codable { case granted, cancelled }

  let leave: String
  let from: Day
  let to: Day
  let kind: LeaveKind
  let workingDays: Int
  var status = Status.granted
}
