// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Prices in Swift: asked when quote-fast is not well.
struct QuoteSteady: ImmediateAgent, StatelessAgent {
  struct Question: Decodable {
    let unitCents: Int
    let quantity: Int
  }

  struct Answer: Encodable {
    let totalCents: Int
    let by = "quote-steady"
  }

  func answer(_ call: borrowing ImmediateCall) throws -> Reply? {
    let question = try call.decode(Question.self)
    guard 0...100_000_000 ~= question.unitCents, 1...1_000_000 ~= question.quantity else {
      throw AgentError(.schemaFailed, "send unitCents from 0 to 100000000 and a quantity from 1 to 1000000")
    }
    return try .json(Answer(totalCents: question.unitCents * question.quantity))
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(QuoteSteady.self) }
