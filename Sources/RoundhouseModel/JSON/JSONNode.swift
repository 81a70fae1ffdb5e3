/// One value inside a ``JSONDocument``: a reference and an index, cheap to copy; it keeps the text alive.
package struct JSONNode: Sendable {
  let storage: JSONStorage
  let index: Int

  var entry: JSONEntry { storage.tape[index] }

  package var kind: JSONKind { entry.kind }
  package var position: JSONPosition { JSONPosition(storage: storage, offset: Int(entry.start)) }
  /// Its text, as it was written.
  package var raw: ArraySlice<UInt8> {
    let entry = entry
    return storage.bytes[Int(entry.start)..<Int(entry.end)]
  }

  package var isNull: Bool { kind == .null }
  package var bool: Bool? {
    let entry = entry
    return entry.kind == .bool ? storage.bytes[Int(entry.start)] == UInt8(ascii: "t") : nil
  }

  /// The string; nil for other kinds.
  package var string: String? { utf8.map { String(decoding: $0, as: UTF8.self) } }

  /// The string's bytes, without a copy if it has no escapes; nil for other kinds.
  package var utf8: ArraySlice<UInt8>? {
    let entry = entry
    guard entry.kind == .string else { return nil }
    return entry.isPlain ? storage.bytes[Int(entry.start) + 1..<Int(entry.end) - 1] : JSONText.unescaped(raw)[...]
  }

  /// How many elements or members it has; 0 for scalars.
  package var count: Int { entry.count }

  /// The member's value; of several with the same key, the last one's.
  package subscript(_ key: String) -> JSONNode? {
    guard kind == .object else { return nil }
    var found: Int?
    var child = index + 1
    let end = Int(entry.next)
    while child < end {
      if isKey(child, key) { found = child + 1 }
      child = Int(storage.tape[child + 1].next)
    }
    return found.map { JSONNode(storage: storage, index: $0) }
  }

  /// The element at a place; walks over those before it.
  package subscript(_ position: Int) -> JSONNode? {
    guard kind == .array, position >= 0, position < count else { return nil }
    var child = index + 1
    for _ in 0..<position { child = Int(storage.tape[child].next) }
    return JSONNode(storage: storage, index: child)
  }

  /// The array's elements in order; none for other kinds.
  package var elements: JSONElements { JSONElements(kind == .array ? self : nil) }
  /// The object's members in order, duplicates included; none for other kinds.
  package var members: JSONMembers { JSONMembers(kind == .object ? self : nil) }

  /// Keys are compared byte by byte: `é` and `e` with an accent after it are two keys.
  private func isKey(_ child: Int, _ key: String) -> Bool {
    let entry = storage.tape[child]
    guard entry.isPlain else {
      return JSONText.unescaped(JSONNode(storage: storage, index: child).raw).elementsEqual(key.utf8)
    }
    let start = Int(entry.start) + 1
    let wanted = key.utf8.span
    guard Int(entry.end) - 1 - start == wanted.count else { return false }
    for place in wanted.indices where storage.bytes[start + place] != wanted[place] { return false }
    return true
  }
}
