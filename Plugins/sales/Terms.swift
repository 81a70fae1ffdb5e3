// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// What a proposal may promise, as the configuration says.
struct Terms: Decodable {
  let currency: String
  let maximumDiscountPercent: Int
  let validDays: Int

  /// Refuses a proposal that must not be made.
  func check(_ order: ProposalOrder) throws(AgentError) {
    guard 1...50 ~= order.lines.count else {
      throw AgentError(.badRequest, "a proposal has 1 to 50 lines, not \(order.lines.count)", agentCode: "bad_lines")
    }
    guard 0...maximumDiscountPercent ~= order.discountPercent ?? 0 else {
      throw AgentError(
        .permissionDenied, "a discount is at most \(maximumDiscountPercent) percent; ask for less",
        agentCode: "discount_too_high")
    }
  }

  /// The proposal with the prices of its lines. Half cents are rounded up.
  func proposal(for customer: Customer, _ order: ProposalOrder, _ prices: [Int]) -> Proposal {
    let subtotal = prices.reduce(0, +)
    let percent = order.discountPercent ?? 0
    let total = (subtotal * (100 - percent) + 50) / 100
    var text = "Proposal for \(customer.name.isEmpty ? customer.customer : customer.name)\n\n"
    for (line, price) in zip(order.lines, prices) {
      text += "\(line.quantity) x \(line.item): \(amount(price))\n"
    }
    if percent > 0 { text += "Discount of \(percent) percent: -\(amount(subtotal - total))\n" }
    text += "Total: \(amount(total))\n\nValid for \(validDays) days.\n"
    return Proposal(
      customer: customer.customer, subtotalCents: subtotal, discountPercent: percent, totalCents: total,
      currency: currency, text: text)
  }

  private func amount(_ cents: Int) -> String {
    let rest = cents % 100
    return "\(cents / 100).\(rest < 10 ? "0" : "")\(rest) \(currency)"
  }
}
