// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The memories that are open: the ones that were asked for last.
actor Bookshelf {
  private let capacity: Int
  private var books: [String: FactBook] = [:]
  /// The principals, the one that was asked for last at the end.
  private var order: [String] = []

  init(capacity: Int) { self.capacity = capacity }

  func book(of principal: String) throws(AgentError) -> FactBook {
    let book = if let book = books[principal] { book } else { try FactBook() }
    books[principal] = book
    order.removeAll { $0 == principal }
    order.append(principal)
    if order.count > capacity { books[order.removeFirst()] = nil }
    return book
  }
}
