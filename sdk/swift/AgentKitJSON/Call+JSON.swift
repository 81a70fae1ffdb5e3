// SPDX-License-Identifier: Apache-2.0
public import AgentKit

extension Call {
  /// The payload as a value; an error names the place: `the payload.lines[2].count must be an integer`.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONCoding.decode(type, payload, "the payload")
  }

  /// Asks another capability with a value and reads its answer as one.
  public func ask<Answer: Decodable>(
    _ capability: String, _ input: some Encodable, as type: Answer.Type = Answer.self,
    _ options: AskOptions = AskOptions()
  ) async throws -> Answer {
    let reply = try await ask(capability, JSONCoding.encode(input), options)
    return try JSONCoding.decode(type, reply.payload, "the answer of \(capability)")
  }
}

extension ImmediateCall {
  /// The payload as a value; an error names the place: `the payload.lines[2].count must be an integer`.
  public func decode<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONCoding.decode(type, payload, "the payload")
  }
}
