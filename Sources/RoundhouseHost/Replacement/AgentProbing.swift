package import RoundhouseModel

/// Tries an agent where nothing can be harmed, before a generation that serves is replaced by it.
package protocol AgentProbing: Sendable {
  /// Loads the agent, creates it and runs its self tests, in a process that is thrown away. Blocks until then.
  /// - Throws: why it must not come into this process.
  func probe(_ bundle: AgentBundle) throws(RoundhouseError)
}
