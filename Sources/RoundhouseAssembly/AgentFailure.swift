package import RoundhouseModel

/// An agent whose manifest is good and that could not be loaded.
package struct AgentFailure: Sendable, Equatable {
  package let id: String
  package let path: String
  package let error: RoundhouseError

  init(_ bundle: AgentBundle, _ error: RoundhouseError) {
    id = bundle.manifest.id
    path = bundle.manifestPath
    self.error = error
  }

  /// The same beside what discovery has rejected.
  var status: RejectedStatus {
    let cause = error.cause.isEmpty ? "" : " (\(error.cause))"
    return RejectedStatus(id: id, path: path, reason: error.message + cause, remedy: error.remedy)
  }
}
