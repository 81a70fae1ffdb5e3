package import RoundhouseDiscovery
internal import RoundhouseHost
internal import RoundhouseModel

/// The JSON answers that need more than the host alone: what was found and rejected, and the configuration.
package struct HostAnswers: Sendable {
  let host: Host
  let roster: AgentRoster

  /// `{"agents": […], "rejected": […], "shadowed": […], "dormant": […], "folders": […]}`
  package func agents() -> [UInt8] {
    let scan = roster.scan
    var json = JSONWriter()
    json.beginObject()
    json.member("agents", host.agents())
    json.member("rejected", roster.rejections())
    Self.write("shadowed", scan.shadowed, to: &json) { json, agent in
      json.member("id", agent.id)
      json.member("path", agent.path)
      json.member("by", agent.by)
    }
    Self.write("dormant", scan.dormant, to: &json) { json, agent in
      json.member("id", agent.id)
      json.member("path", agent.path)
      json.member("variable", agent.variable)
    }
    json.member("folders", roster.searchPath.roots.map(\.path))
    json.endObject()
    return json.bytes
  }

  /// `{"entries": [{"key", "value", "origin"}]}`; secrets are never in it.
  package static func configuration(_ configuration: Configuration) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    write("entries", configuration.entries(), to: &json) { json, entry in
      json.member("key", entry.key)
      json.member("value", raw: Array(entry.value.utf8))
      json.member("origin", entry.origin.description)
    }
    json.endObject()
    return json.bytes
  }

  private static func write<Element>(
    _ key: String, _ elements: [Element], to json: inout JSONWriter, _ write: (inout JSONWriter, Element) -> Void
  ) {
    json.key(key)
    json.beginArray()
    for element in elements {
      json.beginObject()
      write(&json, element)
      json.endObject()
    }
    json.endArray()
  }
}
