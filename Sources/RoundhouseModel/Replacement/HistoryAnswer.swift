/// An agent's replacements as they are told, the latest first.
package struct HistoryAnswer: JSONWritable, Sendable {
  package let agent: String
  package let replacements: [ReplacementReport]

  package init(agent: String, replacements: [ReplacementReport]) {
    self.agent = agent
    self.replacements = replacements
  }

  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("agent", agent)
    json.member("replacements", replacements)
    json.endObject()
  }
}
