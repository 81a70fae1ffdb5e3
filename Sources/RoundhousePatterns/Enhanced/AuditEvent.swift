package import RoundhouseModel

/// Who has done what. Seed 004's `AuditEvent(event_type, actor, details)`.
package struct AuditEvent: Sendable, Equatable {
  package static let workflowStart = "workflow_start"

  package var eventType: String
  package var actor: String
  /// A JSON text.
  package var details: [UInt8]

  package init(_ eventType: String = AuditEvent.workflowStart, actor: String, details: [UInt8] = []) {
    self.eventType = eventType
    self.actor = actor
    self.details = details.isEmpty ? Array("{}".utf8) : details
  }
}

extension AuditEvent: JSONWritable {
  /// `{"event_type", "actor", "details"}`
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("event_type", eventType)
    json.member("actor", actor)
    json.member("details", raw: details)
    json.endObject()
  }

  init(_ node: JSONNode?, actor: String) {
    self.init(
      node?["event_type"]?.string ?? AuditEvent.workflowStart, actor: node?["actor"]?.string ?? actor,
      details: node?["details"].map { Array($0.raw) } ?? [])
  }
}
