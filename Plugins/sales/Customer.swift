// SPDX-License-Identifier: Apache-2.0
import AgentKit

enum Stage: String, Codable { case lead, contacted, proposal, won, lost }

/// The input of `crm.update`: what is missing stays as it is.
struct CustomerChange: Decodable {
  let customer: String
  let name: String?
  let email: String?
  let stage: Stage?
  let note: String?

  var customerKey: String { Customer.key(customer) }

  /// Refuses what cannot be kept.
  func check() throws(AgentError) {
    guard 1...400 ~= customer.utf8.count else {
      throw AgentError(.badRequest, "a customer's id has 1 to 400 bytes", agentCode: "bad_customer")
    }
    if let email, !email.isEmpty, email.split(separator: "@").count != 2 {
      throw AgentError(.badRequest, "\(email) is no e-mail address; write name@example.org", agentCode: "bad_email")
    }
  }
}

/// One customer, as the books keep it.
struct Customer: Codable {
  let customer: String
  var name = ""
  var email = ""
  var stage = Stage.lead
  /// The last hundred notes, oldest first.
  var notes: [String] = []

  init(customer: String) { self.customer = customer }

  static func key(_ id: String) -> String { "customer/\(id)" }

  mutating func apply(_ change: CustomerChange) {
    name = change.name ?? name
    email = change.email ?? email
    stage = change.stage ?? stage
    // A note that was just made is a repetition.
    if let note = change.note, note != notes.last { notes = (notes + [note]).suffix(100) }
  }
}

/// The input of `crm.find`.
struct CustomerQuestion: Decodable {
  let query: String?
}

/// The output of `crm.find`.
struct CustomerList: Encodable {
  var customers: [Customer] = []
}
