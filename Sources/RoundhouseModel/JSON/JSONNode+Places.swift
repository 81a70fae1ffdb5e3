// Where a value stands, and how it is found from there.
extension JSONNode {
  /// Follows a JSON Pointer (RFC 6901), such as `/capabilities/0/name`; nil if nothing is there.
  package func at(pointer: String) -> JSONNode? {
    guard !pointer.isEmpty else { return self }
    guard pointer.utf8.first == UInt8(ascii: "/") else { return nil }
    var node = self
    for token in pointer.utf8.dropFirst().split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false) {
      guard let name = Self.unescapedToken(token), let next = node.child(named: name) else { return nil }
      node = next
    }
    return node
  }

  /// The place from the root as people write it: `capabilities[1].timeout`; empty for the root.
  package var path: String {
    var path = ""
    for step in steps {
      switch step {
      case .position(let position): path += "[\(position)]"
      case .key(let key): path += path.isEmpty ? key : ".\(key)"
      }
    }
    return path
  }

  /// The place from the root as a JSON Pointer: `/capabilities/1/timeout`; empty for the root.
  package var pointer: String {
    steps.reduce(into: "") { pointer, step in
      switch step {
      case .position(let position): pointer += "/\(position)"
      case .key(let key): pointer += "/" + Self.escapedToken(key)
      }
    }
  }

  /// Every member of this value or within it whose key stands a second time in its object.
  package func duplicateKeys() -> [JSONMember] {
    var duplicates: [JSONMember] = []
    let end = Int(entry.next)
    for index in index..<end where storage.tape[index].kind == .object {
      var seen: Set<ArraySlice<UInt8>> = []
      for member in JSONNode(storage: storage, index: index).keyedMembers
      where !seen.insert(member.key.utf8 ?? []).inserted { duplicates.append(member) }
    }
    return duplicates
  }

  /// The members with their keys as nodes.
  package var keyedMembers: [JSONMember] {
    guard kind == .object else { return [] }
    var members: [JSONMember] = []
    var child = index + 1
    let end = Int(entry.next)
    while child < end {
      let value = JSONNode(storage: storage, index: child + 1)
      members.append(JSONMember(key: JSONNode(storage: storage, index: child), value: value))
      child = Int(value.entry.next)
    }
    return members
  }

  private enum Step {
    case position(Int)
    case key(String)
  }

  /// The way from the root down to here.
  private var steps: [Step] {
    var steps: [Step] = []
    var node = JSONNode(storage: storage, index: 0)
    while node.index < index {
      guard let (step, next) = node.step(towards: index) else { break }
      steps.append(step)
      node = next
    }
    return steps
  }

  private func step(towards target: Int) -> (Step, JSONNode)? {
    if kind == .array {
      for (position, element) in elements.enumerated() where target < Int(element.entry.next) {
        return (.position(position), element)
      }
    }
    for member in keyedMembers where target < Int(member.value.entry.next) {
      return (.key(member.name), member.value)
    }
    return nil
  }

  private func child(named name: String) -> JSONNode? {
    guard kind == .array else { return self[name] }
    let isPlain = name.utf8.allSatisfy { $0 &- UInt8(ascii: "0") < 10 } && (name == "0" || name.utf8.first != 48)
    return isPlain ? Int(name).flatMap { self[$0] } : nil
  }

  private static func unescapedToken(_ token: Substring.UTF8View.SubSequence) -> String? {
    var bytes: [UInt8] = []
    var rest = token[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "~") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "0"): bytes.append(UInt8(ascii: "~"))
      case UInt8(ascii: "1"): bytes.append(UInt8(ascii: "/"))
      default: return nil
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escapedToken(_ key: String) -> String {
    var token = ""
    for scalar in key.unicodeScalars {
      switch scalar {
      case "~": token += "~0"
      case "/": token += "~1"
      default: token.unicodeScalars.append(scalar)
      }
    }
    return token
  }
}
