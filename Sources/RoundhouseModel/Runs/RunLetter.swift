/// Something that is sent to a run from outside.
package struct RunLetter: Sendable, Equatable {
  /// Where the run looks for it; sessions read `messages`.
  package var mailbox = RunLetter.usualMailbox
  /// Who sends it; empty if nobody says.
  package var sender = ""
  /// A JSON text.
  package var message: [UInt8] = []

  package static let usualMailbox = "messages"

  package init() {}
}

extension RunLetter {
  /// Reads the body of `POST /v1/runs/{run}/messages`.
  package init(parsing body: [UInt8]) throws(RoundhouseError) {
    guard let root = (try? JSONDocument(parsing: body))?.root, root.kind == .object else { throw Self.refused }
    for member in root.members {
      switch member.key {
      case "mailbox", "sender":
        guard let text = member.value.string, !text.isEmpty, text.utf8.count <= 256 else { throw Self.refused }
        if member.key == "mailbox" { mailbox = text } else { sender = text }
      case "message": message = Array(member.value.raw)
      default: throw Self.refused
      }
    }
    if message.isEmpty { throw Self.refused }
  }

  /// The body that says the same.
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("mailbox", mailbox)
    if !sender.isEmpty { json.member("sender", sender) }
    json.member("message", raw: message)
    json.endObject()
    return json.bytes
  }

  private static var refused: RoundhouseError {
    RoundhouseError(
      .badRequest, "the body is no message",
      remedy: "send {\"message\": JSON, \"sender\": NAME, \"mailbox\": NAME}; sender and mailbox may be missing")
  }
}
