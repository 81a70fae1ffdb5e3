/// One key of an object with its value.
package struct JSONMember: Sendable {
  /// The key as a string node, so that it has a position of its own.
  package let key: JSONNode
  package let value: JSONNode

  package var name: String { key.string ?? "" }
}
