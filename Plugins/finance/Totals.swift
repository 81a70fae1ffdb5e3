// SPDX-License-Identifier: Apache-2.0

/// Sums that are kept with every change, so that a report reads one value.
struct Totals: Codable {
  struct Line: Codable {
    var count = 0
    var loggedCents = 0
    var approvedCents = 0
  }

  /// The category of what names none.
  static let general = "general"

  private(set) var count = 0
  private(set) var approvedCents = 0
  private(set) var categories: [String: Line] = [:]

  /// Counts a claim and returns its number.
  mutating func add(_ claim: Claim) -> Int {
    count += 1
    categories[claim.category ?? Totals.general, default: Line()].count += 1
    categories[claim.category ?? Totals.general, default: Line()].loggedCents += claim.amountCents
    return count
  }

  /// Counts an approval.
  mutating func approve(_ expense: Expense) {
    approvedCents += expense.amountCents
    categories[expense.category, default: Line()].approvedCents += expense.amountCents
  }
}

/// The output of `expense.report`.
struct Report: Encodable {
  let categories: [String: Totals.Line]
  let approvedCents: Int
  let budgetLeftCents: Int
  let currency: String
}
