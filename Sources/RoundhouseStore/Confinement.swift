package import RoundhouseModel

/// Why an agent lives in a worker although nobody has said so: in its call a host crashed.
package struct Confinement: Sendable, Equatable {
  /// For people.
  package var reason: String
  /// When the host crashed, in Unix nanoseconds.
  package var time: Int64
  /// The library that did it; nil until it was looked at, empty for one of the system's.
  package var sha256: String?

  package init(reason: String, time: Int64, sha256: String? = nil) {
    (self.reason, self.time, self.sha256) = (reason, time, sha256)
  }
}

extension Confinement: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("reason", reason)
    json.member("unixNs", time)
    if let sha256 { json.member("sha256", sha256) }
    json.endObject()
  }

  /// The value that such JSON stands for; nil if it is another.
  init?(_ node: JSONNode) {
    guard let reason = node["reason"]?.string, let time = node["unixNs"]?.int else { return nil }
    self.init(reason: reason, time: time, sha256: node["sha256"]?.string)
  }
}
