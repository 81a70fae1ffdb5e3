internal import RoundhouseModel

/// What the process in which a test is made tells whoever waits for it, line by line.
package enum TrialEvent: Sendable, Equatable {
  /// If nothing comes after this, the agent has ended the process in it, or hangs there.
  case doing(String)
  case saw(Observation)
  /// The test has come to its end.
  case end

  /// One line of JSON, with its line feed.
  package var line: [UInt8] {
    var json = JSONWriter()
    switch self {
    case .doing(let activity):
      json.beginObject()
      json.member("doing", activity)
      json.endObject()
    case .saw(let observation): observation.write(to: &json)
    case .end:
      json.beginObject()
      json.member("end", true)
      json.endObject()
    }
    return json.bytes + [10]
  }

  /// Reads one line without its line feed; nil for what an agent may have written there.
  package init?(line: [UInt8]) {
    guard let node = (try? JSONDocument(parsing: line))?.root else { return nil }
    if let observation = Observation(node) {
      self = .saw(observation)
    } else if let activity = node["doing"]?.string {
      self = .doing(activity)
    } else if node["end"]?.bool == true {
      self = .end
    } else {
      return nil
    }
  }
}
