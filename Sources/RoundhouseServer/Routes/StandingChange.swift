internal import RoundhouseModel

/// The body of a `PATCH`: `{"priority": 200, "weight": 50, "temporary": true}`, each of them optional.
struct StandingChange: Equatable {
  var priority: Int?
  var weight: Int?
  var isTemporary: Bool?

  init(_ body: [UInt8]) throws(RoundhouseError) {
    let root = try Self.parse(body)
    guard root.kind == .object else { throw Self.refused("the body is not a JSON object") }
    for member in root.members {
      switch member.key {
      case "priority": priority = try Self.integer(member.value, "priority")
      case "weight": weight = try Self.integer(member.value, "weight")
      case "temporary":
        guard let flag = member.value.bool else { throw Self.refused("temporary is neither true nor false") }
        isTemporary = flag
      default: throw Self.refused("the key \"\(member.key)\" means nothing here")
      }
    }
    guard priority != nil || weight != nil else { throw Self.refused("the body names nothing to change") }
  }

  private static func parse(_ body: [UInt8]) throws(RoundhouseError) -> JSONNode {
    do {
      return try JSONDocument(parsing: body).root
    } catch {
      throw refused("the body is not JSON: line \(error.line), column \(error.column): \(error.message)")
    }
  }

  private static func integer(_ node: JSONNode, _ name: String) throws(RoundhouseError) -> Int {
    guard let value = node.int, let value = Int(exactly: value) else { throw refused("\(name) is not an integer") }
    return value
  }

  private static func refused(_ message: String) -> RoundhouseError {
    RoundhouseError(.badRequest, message, remedy: "send {\"priority\": 200}, {\"weight\": 50} or both")
  }
}
