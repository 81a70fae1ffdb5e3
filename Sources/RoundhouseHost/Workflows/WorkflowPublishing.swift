package import RoundhouseModel

/// Makes agents of documents: what the host asks of whoever carries out runs.
package protocol WorkflowPublishing: Sendable {
  /// Reads the document of an agent whose manifest says `"kind": "workflow"`.
  /// - Parameter agents: whom it may ask while nobody waits for it: after a restart of the host.
  /// - Throws: `invalidManifest` that names what is wrong with the document.
  func publish(_ bundle: AgentBundle, agents: any Invoking) throws(RoundhouseError) -> any PublishedWorkflow

  /// The digest of the document as it is now.
  func digest(of bundle: AgentBundle) throws(RoundhouseError) -> String
}

/// A document that is carried out once for each call.
package protocol PublishedWorkflow: Sendable {
  /// SHA-256 of the document, 64 hexadecimal digits.
  var digest: String { get }

  /// Carries it out. Cancelling the task cancels the run, unless others may ask for it by the call's key.
  func perform(_ call: PublishedCall) async throws(RoundhouseError) -> Payload
}

/// A call of a published workflow.
package struct PublishedCall: Sendable {
  package var input: [UInt8]
  /// The caller's own; empty for none.
  package var idempotencyKey: String
  /// On the monotonic clock.
  package var deadline: Nanoseconds
  /// Whom it asks: as the manifest permits, on behalf of this call.
  package var agents: any Invoking
}
