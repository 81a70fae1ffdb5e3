package import RoundhouseModel

/// One thing that was looked at, by `doctor` or by `check`, and how it was found.
package struct Finding: Sendable, Equatable {
  package enum State: String, Sendable {
    case good, warning, bad
  }

  package var name: String
  package var state: State
  /// One line for people, or several.
  package var detail: String
  /// What to do; empty when there is nothing to do.
  package var remedy: String

  package init(_ name: String, _ state: State, _ detail: String, remedy: String = "") {
    self.name = name
    self.state = state
    self.detail = detail
    self.remedy = remedy
  }

  package static func good(_ name: String, _ detail: String) -> Finding { Finding(name, .good, detail) }

  package static func warning(_ name: String, _ detail: String, remedy: String = "") -> Finding {
    Finding(name, .warning, detail, remedy: remedy)
  }

  package static func bad(_ name: String, _ detail: String, remedy: String = "") -> Finding {
    Finding(name, .bad, detail, remedy: remedy)
  }

  /// An error as a finding.
  package static func bad(_ name: String, _ error: RoundhouseError) -> Finding {
    let cause = error.cause.isEmpty ? "" : " (\(error.cause))"
    return Finding(name, .bad, error.message + cause, remedy: error.remedy)
  }
}

extension Finding: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("state", state.rawValue)
    json.member("detail", detail)
    if !remedy.isEmpty { json.member("remedy", remedy) }
    json.endObject()
  }

  /// Reads what ``write(to:)`` has written; nil for anything else.
  package init?(_ node: JSONNode) {
    guard let name = node["name"]?.string, let state = node["state"]?.string.flatMap(State.init) else { return nil }
    self.init(name, state, node["detail"]?.string ?? "", remedy: node["remedy"]?.string ?? "")
  }
}
