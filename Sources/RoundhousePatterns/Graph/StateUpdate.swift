internal import RoundhouseExpressions

/// One value on its way into the state.
struct StateUpdate: Sendable {
  let member: String
  let value: JSONValue
}
