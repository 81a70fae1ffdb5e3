package import RoundhouseModel

/// When a workflow came to a stage.
package struct StageRecord: Sendable, Equatable {
  package var stage: WorkflowStage
  /// Milliseconds since 1970.
  package var at: Int64
}

extension StageRecord: JSONWritable {
  /// `{"stage", "at"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("stage", stage.rawValue)
    json.member("at", at)
    json.endObject()
  }

  init?(_ node: JSONNode) {
    guard let stage = node["stage"]?.string.flatMap({ WorkflowStage(rawValue: $0) }) else { return nil }
    self.init(stage: stage, at: node["at"]?.int ?? 0)
  }
}
