// SPDX-License-Identifier: Apache-2.0

/// The reads and writes of one attempt at a transaction; sees its own writes.
public struct StateTransaction {
  private struct Place: Hashable {
    let key: String
    let scope: StateScope
  }

  /// What was read from the store, so that the commit can check that it still holds.
  private var versions: [Place: StateOperation.Expectation] = [:]
  /// What will be written; nil means deleted.
  private var writes: [Place: [UInt8]?] = [:]
  private let state: State

  init(state: State) { self.state = state }

  /// The value under a key; nil if there is none.
  public mutating func get(_ key: String, in scope: StateScope = .agent) async throws -> [UInt8]? {
    let place = Place(key: key, scope: scope)
    if let written = writes[place] { return written }
    let value = try await state.get(key, in: scope)
    let expectation = value.map { StateOperation.Expectation.version($0.version) } ?? .nothing
    // Two reads that differ cannot both hold: commit must fail, so the first is the one to remember.
    versions[place] = versions[place] ?? expectation
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
    var operations: [StateOperation] = []
    for (place, value) in writes {
      let expectation = versions[place] ?? .anything
      operations.append(
        value.map { .put(place.key, $0, in: place.scope, expecting: expectation) }
          ?? .delete(place.key, in: place.scope, expecting: expectation))
    }
    // What was only read still stands behind what was written.
    guard !operations.isEmpty else { return }
    for (place, expectation) in versions where writes.index(forKey: place) == nil {
      operations.append(.check(place.key, in: place.scope, expecting: expectation))
    }
    try await state.commit(operations)
  }
}
