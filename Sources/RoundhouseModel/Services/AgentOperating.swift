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
}

extension AgentOperating {
  package func rejections() -> [RejectedStatus] { [] }
}
