package import RoundhouseModel

/// What an expression looks at: the document, or the value of a variable.
package enum ExpressionInput: Sendable {
  case value(JSONValue)
  case node(JSONNode)
  /// A JSON text that has been checked, such as an agent's answer. Paths are read straight from it: what they pass over
  /// is not checked again, and nothing of it is decoded.
  case text([UInt8])
}
