package import RoundhouseModel

/// That a node has ended. What it came to is in the run's journal, from which the run goes on.
package struct Checkpoint: Sendable, Equatable {
  package var stage: WorkflowStage
  /// Milliseconds since 1970.
  package var at: Int64
}

extension Checkpoint: JSONWritable {
  /// `{"stage", "at"}`
  package func write(to json: inout JSONWriter) { StageRecord(stage: stage, at: at).write(to: &json) }
}
