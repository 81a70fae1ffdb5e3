/// All that is wrong with one manifest.
package struct ManifestProblems: Error, Sendable, Equatable {
  /// In the order of the text, at most ``maximumCount``.
  package private(set) var list: [ManifestProblem] = []
  /// The manifest's file.
  package let path: String
  package static let maximumCount = 100

  package init(path: String) { self.path = path }

  package var isEmpty: Bool { list.isEmpty }
  /// Whether more would be left out; whoever looks at many things stops then.
  package var isFull: Bool { list.count >= Self.maximumCount }

  /// A value that is not what it should be.
  /// - Parameter found: what stands there instead; nil shows the value itself.
  package mutating func add(_ node: JSONNode, expected: String, found: String? = nil, remedy: String) {
    if isFull { return }
    add(at: node.position, key: node.path, expected: expected, found: found ?? Self.summary(node), remedy: remedy)
  }

  /// A value that is what it should be, and breaks a rule, which one sentence tells.
  package mutating func add(_ node: JSONNode, rule: String, remedy: String) {
    if isFull { return }
    add(at: node.position, key: node.path, expected: rule, found: "", remedy: remedy)
  }

  /// A key that is not there.
  package mutating func addMissing(_ key: String, in object: JSONNode, expected: String, remedy: String) {
    if isFull { return }
    let path = object.path
    add(
      at: object.position, key: path.isEmpty ? key : "\(path).\(key)", expected: expected, found: "nothing",
      remedy: remedy)
  }

  package mutating func add(at position: JSONPosition, key: String, expected: String, found: String, remedy: String) {
    if isFull { return }
    let (line, column) = position.lineAndColumn
    add(
      ManifestProblem(
        path: path, line: line, column: column, key: key, expected: expected, found: found, remedy: remedy))
  }

  /// Keys that stand twice in one object, at any depth.
  package mutating func addDuplicates(in root: JSONNode) {
    for duplicate in root.duplicateKeys().prefix(Self.maximumCount) {
      add(
        at: duplicate.key.position, key: duplicate.value.path, expected: "each key once",
        found: "this one for the second time", remedy: "remove one of the two")
    }
  }

  /// Anything else; beyond the maximum it is left out.
  package mutating func add(_ problem: ManifestProblem) {
    if isFull { return }
    let place = list.lastIndex { ($0.line, $0.column) <= (problem.line, problem.column) }
    list.insert(problem, at: place.map { $0 + 1 } ?? 0)
  }

  /// A value as messages show it: scalars as they are written, cut at 60 characters.
  package static func summary(_ node: JSONNode) -> String {
    switch node.kind {
    case .null, .bool, .string, .number:
      let text = node.kind == .number ? "the number \(string(node.raw))" : string(node.raw)
      return text.count <= 60 ? text : "\(text.prefix(57))…"
    case .array: return node.count == 0 ? "an empty array" : "an array of \(node.count)"
    case .object: return node.count == 0 ? "an empty object" : "an object"
    }
  }

  private static func string(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension ManifestProblems: CustomStringConvertible {
  /// One problem to a line.
  package var description: String { list.map(\.description).joined(separator: "\n") }
}

extension RoundhouseError {
  /// The first problem, and how many more there are.
  package init(_ problems: ManifestProblems) {
    let more = problems.list.count - 1
    self.init(
      .invalidManifest, problems.list.first?.description ?? "\(problems.path): refused",
      remedy: more > 0 ? "and \(more) more: run `roundhouse check` to see all" : "", path: problems.path)
  }
}
