/// What somebody says of a step that must not be repeated, and of which the host does not know whether it was done.
package enum RunDecision: Sendable, Equatable {
  /// It was done, with this answer, a JSON text.
  case done([UInt8])
  /// It was not: it is asked for.
  case again
  /// It was not, and is not to be, for this reason.
  case failed(String)
}

extension RunDecision {
  /// Reads the body of `POST /v1/runs/{run}/decide`.
  package init(parsing body: [UInt8]) throws(RoundhouseError) {
    let root = try? JSONDocument(parsing: body).root
    let members = root?.kind == .object ? root.map { Array($0.members) } ?? [] : []
    switch (members.first?.key, members.count) {
    case ("done", 1): self = .done(Array(members[0].value.raw))
    case ("again", 1) where members[0].value.bool == true: self = .again
    case ("failed", 1):
      guard let words = members[0].value.string else { throw Self.refused }
      self = .failed(words)
    default: throw Self.refused
    }
  }

  /// The body that says the same.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    switch self {
    case .done(let answer): json.member("done", raw: answer)
    case .again: json.member("again", true)
    case .failed(let words): json.member("failed", words)
    }
    json.endObject()
    return json.bytes
  }

  private static var refused: RoundhouseError {
    RoundhouseError(
      .badRequest, "the body does not say what became of the step",
      remedy: "send {\"done\": ANSWER}, {\"again\": true} or {\"failed\": WHY}")
  }
}
