package import RoundhouseModel

/// One thing that a test saw.
package struct Observation: Sendable, Equatable {
  package enum State: String, Sendable {
    /// Worth telling, and nobody's fault.
    case note
    /// The test could not be made here; the reason is in `happened`.
    case skipped
    /// Should be mended.
    case warning
    /// A rule is broken.
    case failure
  }

  package var state: State
  /// What the rule asks for; empty for notes.
  package var expected: String
  package var happened: String
  /// What to do; empty when there is nothing to do.
  package var remedy: String

  package init(_ state: State, expected: String = "", happened: String, remedy: String = "") {
    self.state = state
    self.expected = expected
    self.happened = happened
    self.remedy = remedy
  }

  /// An error that a test did not expect.
  package init(_ error: RoundhouseError, expected: String) {
    let cause = error.cause.isEmpty ? "" : " (\(error.cause))"
    self.init(.failure, expected: expected, happened: error.message + cause, remedy: error.remedy)
  }
}

extension Observation: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("state", state.rawValue)
    if !expected.isEmpty { json.member("expected", expected) }
    json.member("happened", happened)
    if !remedy.isEmpty { json.member("remedy", remedy) }
    json.endObject()
  }

  /// Reads what ``write(to:)`` has written; nil for anything else.
  package init?(_ node: JSONNode) {
    guard let state = node["state"]?.string.flatMap(State.init), let happened = node["happened"]?.string else {
      return nil
    }
    self.init(
      state, expected: node["expected"]?.string ?? "", happened: happened, remedy: node["remedy"]?.string ?? "")
  }
}
