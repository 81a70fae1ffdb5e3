package import RoundhouseModel

/// A long payload is told by a handle: where it is, and how long. Whoever wants it asks for it.
package enum Artifact {
  /// Bytes up to which a payload stands in an answer itself.
  package static let limit = 64 << 10

  /// What is meant by the last part of a handle: `input`, `output`, or the number of a record.
  /// - Returns: nil if there is no such thing.
  package static func bytes(_ name: String, of run: RunRecord, _ journal: [JournalEntry]) -> [UInt8]? {
    switch name {
    case "input": run.input
    case "output": run.output
    default: Int64(name).flatMap { id in journal.first { $0.id == id }?.body }
    }
  }

  static func handle(_ run: RunNumber, _ name: String) -> String { "/v1/runs/\(run)/artifacts/\(name)" }
}

extension JSONWriter {
  /// Bytes that mostly are JSON: as they are then, otherwise as a text.
  package mutating func member(_ key: String, payload bytes: [UInt8]) {
    if bytes.isEmpty { return member(key, raw: Array("null".utf8)) }
    if (try? JSONDocument(parsing: bytes)) != nil { return member(key, raw: bytes) }
    member(key, String(decoding: bytes, as: UTF8.self))
  }

  /// The same, by its handle if it is long: `{"artifact": PATH, "bytes": LENGTH}`.
  mutating func member(_ key: String, payload bytes: [UInt8], _ handle: @autoclosure () -> String) {
    guard bytes.count > Artifact.limit else { return member(key, payload: bytes) }
    self.key(key)
    beginObject()
    member("artifact", handle())
    member("bytes", bytes.count)
    endObject()
  }
}
