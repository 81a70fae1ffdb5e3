/// One of the two generations of a replacement, and how its calls went while both were there.
package struct GenerationReport: Sendable, Equatable {
  package var generation: UInt64
  package var version: String
  /// The digest of the library's bytes; empty for system libraries, and while it is not known.
  package var sha256: String
  package var calls: UInt64 = 0
  package var errors: UInt64 = 0
  /// The upper bound of the bucket that holds the 95th percentile; 0 without calls.
  package var p95: Nanoseconds = 0

  package init(generation: UInt64, version: String, sha256: String = "") {
    self.generation = generation
    self.version = version
    self.sha256 = sha256
  }
}

extension GenerationReport: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("generation", generation)
    json.member("version", version)
    json.member("sha256", unlessEmpty: sha256)
    json.member("calls", calls)
    json.member("errors", errors)
    if p95 > 0 { json.member("p95Us", microsecondsOf: p95) }
    json.endObject()
  }

  /// The value that such JSON stands for; nil if it is another.
  init?(_ node: JSONNode?) {
    guard let node, let generation = node["generation"]?.uint, let version = node["version"]?.string else { return nil }
    self.init(generation: generation, version: version, sha256: node["sha256"]?.string ?? "")
    calls = node["calls"]?.uint ?? 0
    errors = node["errors"]?.uint ?? 0
    p95 = node["p95Us"]?.double.map { Nanoseconds(min(max($0, 0), 1e15) * 1_000) } ?? 0
  }
}
