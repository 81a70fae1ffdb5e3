// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of `proposal.draft`.
struct ProposalOrder: Decodable {
  struct Line: Decodable {
    let item: String
    let unitCents: Int
    let quantity: Int

    var question: QuoteQuestion { QuoteQuestion(unitCents: unitCents, quantity: quantity) }
  }

  let customer: String
  let lines: [Line]
  let discountPercent: Int?
}

/// The input of `quote.price`.
struct QuoteQuestion: Encodable {
  let unitCents: Int
  let quantity: Int
}

/// The output of `quote.price`.
struct Quote: Decodable {
  let totalCents: Int

  /// The price, if it is one: another agent told it.
  var price: Int {
    get throws(AgentError) {
      guard 0...100_000_000_000_000 ~= totalCents else {
        throw AgentError(.agentError, "quote.price told an impossible price, \(totalCents)", agentCode: "bad_quote")
      }
      return totalCents
    }
  }
}

/// The output of `proposal.draft`.
struct Proposal: Encodable {
  let customer: String
  let subtotalCents: Int
  let discountPercent: Int
  let totalCents: Int
  let currency: String
  let text: String
}
