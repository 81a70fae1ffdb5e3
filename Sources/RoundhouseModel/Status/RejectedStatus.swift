/// A folder or manifest that was found and is not served, for people and programs.
package struct RejectedStatus: Sendable, Equatable {
  /// Empty if the manifest could not be read.
  package var id: String
  /// The manifest's path, or the folder's.
  package var path: String
  package var reason: String
  /// What to do; empty when there is nothing to advise.
  package var remedy: String

  package init(id: String, path: String, reason: String, remedy: String) {
    self.id = id
    self.path = path
    self.reason = reason
    self.remedy = remedy
  }
}

extension RejectedStatus: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    if !id.isEmpty { json.member("id", id) }
    json.member("path", path)
    json.member("reason", reason)
    if !remedy.isEmpty { json.member("remedy", remedy) }
    json.endObject()
  }
}
