internal import RoundhouseModel

/// The body of `POST /v1/agents/{id}/replacement`: `{"share": 20, "hold": true}`, each of them optional.
struct ReplacementChange: Equatable {
  var settings = ReplacementSettings()

  init(_ body: [UInt8]) throws(RoundhouseError) {
    let root: JSONNode
    do throws(JSONError) { root = try JSONDocument(parsing: body).root } catch {
      throw Self.refused("the body is not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
    guard root.kind == .object else { throw Self.refused("the body is not a JSON object") }
    for member in root.members {
      switch member.key {
      case "share":
        guard let share = member.value.int.flatMap({ Int(exactly: $0) }) else {
          throw Self.refused("share is not an integer")
        }
        settings.share = share
      case "hold":
        guard let hold = member.value.bool else { throw Self.refused("hold is neither true nor false") }
        settings.hold = hold
      default: throw Self.refused("the key \"\(member.key)\" means nothing here")
      }
    }
    if settings.isEmpty { throw Self.refused("the body names nothing to change") }
  }

  private static func refused(_ message: String) -> RoundhouseError {
    RoundhouseError(.badRequest, message, remedy: "send {\"share\": 20}, {\"hold\": true} or both")
  }
}
