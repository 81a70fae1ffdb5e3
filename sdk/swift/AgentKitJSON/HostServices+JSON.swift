// SPDX-License-Identifier: Apache-2.0
public import AgentKit

extension HostServices {
  /// The agent's configuration as a value.
  public func decodeConfiguration<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONCoding.decode(type, configuration, "the configuration of \(agentID)")
  }
}
