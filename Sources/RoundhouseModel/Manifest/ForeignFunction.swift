/// One function of a C library, offered as a capability.
package struct ForeignFunction: Sendable, Equatable {
  /// What is offered; equal to the manifest's own entry of that name and version where there is one.
  package var capability: Capability
  package var symbol: String
  package var parameters: [ForeignParameter] = []
  package var returns = ForeignReturn()
  /// The place of the first variadic argument; nil if there are none.
  package var variadicFrom: Int?

  package init(capability: Capability, symbol: String) {
    self.capability = capability
    self.symbol = symbol
  }
}
