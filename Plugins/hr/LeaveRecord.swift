// SPDX-License-Identifier: Apache-2.0

/// All leaves of one employee.
struct LeaveRecord: Codable {
  private(set) var leaves: [Leave] = []

  private var granted: [Leave] { leaves.filter { $0.status == .granted } }

  /// The granted leave that a request asks for once more.
  func leave(like request: LeaveRequest) -> Leave? {
    granted.first { $0.from == request.from && $0.to == request.to && $0.kind == request.kind ?? .vacation }
  }

  /// A granted leave that has a day in common with a request.
  func overlap(with request: LeaveRequest) -> Leave? {
    granted.first { $0.from <= request.to && request.from <= $0.to }
  }

  /// Working days of vacation that fall into a year.
  func vacationDays(in year: Int) -> Int {
    granted.filter { $0.kind == .vacation }.map { Day.workingDays(from: $0.from, to: $0.to, in: year) }.reduce(0, +)
  }

  mutating func grant(_ request: LeaveRequest) -> Leave {
    let leave = Leave(
      leave: "L-\(leaves.count + 1)", from: request.from, to: request.to, kind: request.kind ?? .vacation,
      workingDays: Day.workingDays(from: request.from, to: request.to))
    leaves.append(leave)
    return leave
  }

  /// The leave, cancelled now or before; nil if there is none.
  mutating func cancel(_ id: String) -> Leave? {
    guard let index = leaves.firstIndex(where: { $0.leave == id }) else { return nil }
    leaves[index].status = .cancelled
    return leaves[index]
  }
}
