/// One request that must get one answer before the agent becomes routable.
package struct SelfTest: Sendable, Equatable {
  package var capability: String
  /// JSON texts.
  package var input: [UInt8]
  /// What the answer must equal as JSON; empty: any success will do.
  package var output: [UInt8]

  package init(capability: String, input: [UInt8], output: [UInt8] = []) {
    self.capability = capability
    self.input = input
    self.output = output
  }
}
