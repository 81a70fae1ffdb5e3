// SPDX-License-Identifier: Apache-2.0
public import AgentKit

extension Reply {
  /// An answer that is a value as JSON.
  public static func json(_ value: some Encodable, usage: Usage = Usage()) throws -> Reply {
    Reply(try JSONCoding.encode(value), contentType: "application/json", usage: usage)
  }

  /// The payload as a value.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONCoding.decode(type, payload, "the answer")
  }
}
