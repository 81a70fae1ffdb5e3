package import RoundhouseModel

/// Something worth remembering.
package struct Fact: Sendable, Equatable {
  package var text: String
  /// Whom or what it is about; empty for nobody.
  package var subject: String
  package var tags: [String]
  /// As whoever keeps it calls it; empty if nobody does.
  package var id = ""

  package init(_ text: String, subject: String = "", tags: [String] = []) {
    self.text = text
    self.subject = subject
    self.tags = tags
  }
}

extension Fact: JSONWritable {
  /// `{"id", "subject", "fact", "tags"}`, as `memory.store` takes it.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    if !id.isEmpty { json.member("id", id) }
    if !subject.isEmpty { json.member("subject", subject) }
    json.member("fact", text)
    if !tags.isEmpty { json.member("tags", tags) }
    json.endObject()
  }

  /// A string, or an object with a member `fact`.
  init?(_ node: JSONNode) {
    guard let text = node.string ?? node["fact"]?.string, !text.isEmpty else { return nil }
    self.init(
      text, subject: node["subject"]?.string ?? "", tags: node["tags"]?.elements.compactMap(\.string) ?? [])
    id = node["id"]?.string ?? ""
  }
}
