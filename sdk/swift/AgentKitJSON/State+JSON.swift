// SPDX-License-Identifier: Apache-2.0
public import AgentKit

extension State {
  /// The value under a key; nil if there is none.
  public func get<Value: Decodable>(
    _ key: String, as type: Value.Type, in scope: StateScope = .agent
  ) async throws -> Value? {
    try await get(key, in: scope).map { try JSONCoding.decode(type, $0.bytes, "the state under \(key)") }
  }
}

extension StateTransaction {
  /// The value under a key; nil if there is none.
  public mutating func get<Value: Decodable>(
    _ key: String, as type: Value.Type, in scope: StateScope = .agent
  ) async throws -> Value? {
    try await get(key, in: scope).map { try JSONCoding.decode(type, $0, "the state under \(key)") }
  }

  /// Writes a value when the transaction commits.
  public mutating func put(_ key: String, json value: some Encodable, in scope: StateScope = .agent) throws {
    put(key, try JSONCoding.encode(value), in: scope)
  }
}
