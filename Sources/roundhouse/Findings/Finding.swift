internal import RoundhouseModel

/// One thing that `doctor` looked at, and how it was found.
struct Finding: Sendable, Equatable {
  enum State: String, Sendable {
    case good, warning, bad
  }

  var name: String
  var state: State
  /// One line for people, or several.
  var detail: String
  /// What to do; empty when there is nothing to do.
  var remedy: String

  init(_ name: String, _ state: State, _ detail: String, remedy: String = "") {
    self.name = name
    self.state = state
    self.detail = detail
    self.remedy = remedy
  }

  static func good(_ name: String, _ detail: String) -> Finding { Finding(name, .good, detail) }

  static func warning(_ name: String, _ detail: String, remedy: String = "") -> Finding {
    Finding(name, .warning, detail, remedy: remedy)
  }

  static func bad(_ name: String, _ detail: String, remedy: String = "") -> Finding {
    Finding(name, .bad, detail, remedy: remedy)
  }

  /// An error as a finding.
  static func bad(_ name: String, _ error: RoundhouseError) -> Finding {
    let cause = error.cause.isEmpty ? "" : " (\(error.cause))"
    return Finding(name, .bad, error.message + cause, remedy: error.remedy)
  }
}

extension Finding: JSONWritable {
  func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("name", name)
    json.member("state", state.rawValue)
    json.member("detail", detail)
    if !remedy.isEmpty { json.member("remedy", remedy) }
    json.endObject()
  }
}
