internal import RoundhouseModel
internal import RoundhouseRuns

// What an enhanced workflow tells of its way, as it stands in the journal.
extension Run {
  /// `workflow:stage` `{"workflow", "stage"}`; for the stage `failed` `workflow:failed`, so that a workflow that is set
  /// going again tells of the stages that it has not told of.
  /// - Returns: when, the same in every life of the run: milliseconds since 1970.
  func tellStage(_ stage: WorkflowStage, of document: EnhancedDocument) throws(RunError) -> Int64 {
    try tell(stage == .failed ? "workflow:failed" : "workflow:stage") { json in
      json.member("workflow", document.id)
      json.member("stage", stage.rawValue)
    }
  }

  /// `workflow:node` `{"workflow", "node"}`: a node begins.
  func tellNode(_ node: String, of document: EnhancedDocument) throws(RunError) -> Int64 {
    try tell("workflow:node") { json in
      json.member("workflow", document.id)
      json.member("node", node)
    }
  }

  /// `workflow:checkpoint` `{"workflow", "node", "stage", "since"}`: a node has ended that began then.
  func tellCheckpoint(
    _ node: String, since start: Int64, _ stage: WorkflowStage, of document: EnhancedDocument
  ) throws(RunError) -> Int64 {
    try tell("workflow:checkpoint") { json in
      json.member("workflow", document.id)
      json.member("node", node)
      json.member("stage", stage.rawValue)
      json.member("since", start)
    }
  }
}
