extension ReplacementReport: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("agent", agent)
    json.member("phase", phase.rawValue)
    json.member("reason", unlessEmpty: reason)
    json.member("return", isReturn)
    json.member("share", share)
    json.member("held", isHeld)
    json.member("old", old)
    json.member("new", new)
    json.member("steps", steps)
    json.endObject()
  }

  /// The value that such JSON stands for; nil if it is another.
  package init?(_ node: JSONNode) {
    guard let agent = node["agent"]?.string, let old = GenerationReport(node["old"]),
      let new = GenerationReport(node["new"])
    else { return nil }
    let steps = node["steps"]?.elements.compactMap { Step($0) } ?? []
    guard let first = steps.first else { return nil }
    self.init(agent: agent, old: old, new: new, isReturn: node["return"]?.bool ?? false, began: first)
    self.steps = steps
    share = node["share"]?.int.flatMap { Int(exactly: $0) } ?? 0
    isHeld = node["held"]?.bool ?? false
    reason = node["reason"]?.string ?? ""
  }
}

extension ReplacementReport.Step: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("phase", phase.rawValue)
    json.member("time", Timestamp(nanoseconds: time).description)
    json.member("unixNs", time)
    json.endObject()
  }

  init?(_ node: JSONNode) {
    guard let word = node["phase"]?.string, let phase = ReplacementReport.Phase(rawValue: word),
      let time = node["unixNs"]?.int
    else { return nil }
    self.init(phase, time)
  }
}
