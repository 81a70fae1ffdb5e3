// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// Who there is: ids and names in one value, for searching.
struct Directory: Codable {
  static let key = "directory"
  private static let capacity = 5_000

  private var names: [String: String] = [:]

  /// Enters a customer under its present name; says whether that changed anything.
  mutating func add(_ customer: Customer) throws(AgentError) -> Bool {
    guard names[customer.customer] != customer.name else { return false }
    guard names.count < Directory.capacity || names[customer.customer] != nil else {
      throw AgentError(
        .storeFull, "this directory holds \(Directory.capacity) customers and is full", agentCode: "directory_full")
    }
    names[customer.customer] = customer.name
    return true
  }

  /// The ids, in order, of those whose id or name contains a text.
  func customers(like query: String) -> [String] {
    let query = query.lowercased()
    return names.filter { id, name in
      query.isEmpty || id.lowercased().contains(query) || name.lowercased().contains(query)
    }.keys.sorted()
  }
}
