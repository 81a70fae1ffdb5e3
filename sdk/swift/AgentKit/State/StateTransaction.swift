// SPDX-License-Identifier: Apache-2.0

/// The reads and writes of one attempt at a transaction. Reading twice gives the same; it sees its own writes.
public struct StateTransaction {
  private struct Place: Hashable {
    let key: String
    let scope: StateScope
  }

  /// What was found in the store; nil means nothing. The commit checks that it still holds.
  private var reads: [Place: StateValue?] = [:]
  /// What will be written; nil means deleted.
  private var writes: [Place: [UInt8]?] = [:]
  private let state: State

  init(state: State) { self.state = state }

  /// The value under a key; nil if there is none.
  public mutating func get(_ key: String, in scope: StateScope = .agent) async throws -> [UInt8]? {
    let place = Place(key: key, scope: scope)
    if let written = writes[place] { return written }
    if let read = reads[place] { return read?.bytes }
    let value = try await state.get(key, in: scope)
    reads.updateValue(value, forKey: place)
    return value?.bytes
  }

  /// Writes a value when the transaction commits.
  public mutating func put(_ key: String, _ value: [UInt8], in scope: StateScope = .agent) {
    writes.updateValue(value, forKey: Place(key: key, scope: scope))
  }

  /// Removes a key when the transaction commits.
  public mutating func delete(_ key: String, in scope: StateScope = .agent) {
    writes.updateValue(nil, forKey: Place(key: key, scope: scope))
  }

  func commit() async throws {
    // One read alone is consistent with itself.
    if writes.isEmpty && reads.count < 2 { return }
    try await state.commit(writes.map(operation) + reads.keys.filter { writes[$0] == nil }.map(check))
  }

  private func operation(_ place: Place, _ value: [UInt8]?) -> StateOperation {
    guard let value else { return .delete(place.key, in: place.scope, expecting: expectation(place)) }
    return .put(place.key, value, in: place.scope, expecting: expectation(place))
  }

  private func check(_ place: Place) -> StateOperation {
    .check(place.key, in: place.scope, expecting: expectation(place))
  }

  private func expectation(_ place: Place) -> StateOperation.Expectation {
    guard let read = reads[place] else { return .anything }
    return read.map { .version($0.version) } ?? .nothing
  }
}
