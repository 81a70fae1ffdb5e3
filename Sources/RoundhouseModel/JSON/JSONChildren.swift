/// The elements of an array, in order.
package struct JSONElements: Sequence, IteratorProtocol, Sendable {
  private let storage: JSONStorage?
  private var child = 0
  private var end = 0

  init(_ node: JSONNode?) {
    storage = node?.storage
    guard let node else { return }
    child = node.index + 1
    end = Int(node.entry.next)
  }

  package mutating func next() -> JSONNode? {
    guard let storage, child < end else { return nil }
    defer { child = Int(storage.tape[child].next) }
    return JSONNode(storage: storage, index: child)
  }
}

/// The members of an object, in the order of the text.
package struct JSONMembers: Sequence, IteratorProtocol, Sendable {
  package typealias Element = (key: String, keyPosition: JSONPosition, value: JSONNode)
  private let storage: JSONStorage?
  private var child = 0
  private var end = 0

  init(_ node: JSONNode?) {
    storage = node?.storage
    guard let node else { return }
    child = node.index + 1
    end = Int(node.entry.next)
  }

  package mutating func next() -> Element? {
    guard let storage, child < end else { return nil }
    let key = JSONNode(storage: storage, index: child)
    let value = JSONNode(storage: storage, index: child + 1)
    child = Int(value.entry.next)
    return (key.string ?? "", key.position, value)
  }
}
