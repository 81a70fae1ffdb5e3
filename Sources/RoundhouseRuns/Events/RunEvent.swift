package import RoundhouseModel

/// Something that happened to a run, as a CloudEvent says it (CloudEvents 1.0, section 3).
package struct RunEvent: Sendable, Equatable {
  /// The journal's number, ascending: whoever has seen all up to one asks for those after it. 0 for what is told live and
  /// not kept.
  package var id: Int64
  /// `step:completed`, `run:failed`, a workflow's own: see ``RunEventType``.
  package var type: String
  package var run: RunNumber
  /// The step's key; empty for the run itself.
  package var step: String
  /// Milliseconds since 1970.
  package var at: Int64
  package var agent: String
  /// JSON.
  package var data: [UInt8]

  package init(
    id: Int64 = 0, type: String, run: RunNumber, step: String = "", at: Int64, agent: String = "", data: [UInt8] = []
  ) {
    self.id = id
    self.type = type
    self.run = run
    self.step = step
    self.at = at
    self.agent = agent
    self.data = data
  }
}

extension RunEvent: JSONWritable {
  /// The structured form of CloudEvents' JSON format. Seed 002's `on("step:completed")` reads `data`.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("specversion", "1.0")
    json.member("id", id == 0 ? "live" : String(id))
    json.member("source", "roundhouse/runs/\(run)")
    json.member("type", type)
    if !step.isEmpty { json.member("subject", step) }
    json.member("time", Timestamp(nanoseconds: at * 1_000_000).description)
    if !agent.isEmpty { json.member("agent", agent) }
    json.member("datacontenttype", "application/json")
    if !data.isEmpty {
      json.key("data")
      json.raw(data)
    }
    json.endObject()
  }
}
