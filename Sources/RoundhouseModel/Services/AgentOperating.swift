/// What operators do to agents while requests flow. Every change is one new snapshot of the registry.
///
/// Each may take as long as loading a library takes: never call it on a thread that answers requests.
package protocol AgentOperating: Sendable {
  /// - Parameter isTemporary: forgotten when the host ends, instead of kept in the state folder.
  func setEnabled(_ agent: String, _ enabled: Bool, isTemporary: Bool) throws(RoundhouseError)
  func change(_ agent: String, priority: Int?, weight: Int?, isTemporary: Bool) throws(RoundhouseError)
  /// Reads the agent's folder again; nil: scans all folders.
  func reload(_ agent: String?) throws(RoundhouseError)
  /// What was found and is not served, with why.
  func rejections() -> [RejectedStatus]
  /// Changes the replacement that goes on, or the agent's next one if none does.
  func replace(_ agent: String, _ settings: ReplacementSettings) throws(RoundhouseError)
  /// Lets the new generation take the old one's place now.
  func promote(_ agent: String) throws(RoundhouseError)
  /// Takes the new generation back while it is compared; else lets the generation before come back.
  func rollBack(_ agent: String) throws(RoundhouseError)
}

extension AgentOperating {
  package func rejections() -> [RejectedStatus] { [] }

  package func replace(_ agent: String, _ settings: ReplacementSettings) throws(RoundhouseError) { throw unable(agent) }
  package func promote(_ agent: String) throws(RoundhouseError) { throw unable(agent) }
  package func rollBack(_ agent: String) throws(RoundhouseError) { throw unable(agent) }

  private func unable(_ agent: String) -> RoundhouseError {
    RoundhouseError(.badRequest, "this host does not let replacements be changed", agent: agent)
  }
}
