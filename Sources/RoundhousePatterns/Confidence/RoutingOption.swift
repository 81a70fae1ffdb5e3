/// One of the routes that a document lets choose from.
package struct RoutingOption: Sendable {
  package var id: String
  /// How sure it is, 0 to 1, made of the input; nil for what the scoring capability says.
  package var confidence: InputMapping?
  /// What is done on it; nil for nothing, where the choice is all that is wanted.
  package var call: AgentCall?
}
