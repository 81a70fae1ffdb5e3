internal import RoundhouseModel

/// What one commit may contain.
enum StateLimits {
  static let operations = 256
  /// Bytes of a key; it has one at least.
  static let key = 512
  /// Bytes of a principal's or session's name.
  static let space = 512
  static let value = 1 << 20

  /// Refuses operations that can never be carried out, whatever is stored.
  /// - Throws: `badRequest`, naming the operation and its key.
  static func check(_ operations: [StateOperation]) throws(RoundhouseError) {
    guard operations.count <= Self.operations else {
      throw RoundhouseError(
        .badRequest, "a commit has at most \(Self.operations) operations, this one has \(operations.count)",
        remedy: "divide it; each part is then atomic by itself", agent: operations[0].key.agent)
    }
    for operation in operations {
      try check(operation.key)
      guard operation.key.agent.utf8.elementsEqual(operations[0].key.agent.utf8) else {
        throw RoundhouseError(
          .badRequest, "a commit names two agents, \(operations[0].key.agent) and \(operation.key.agent)",
          remedy: "commit the state of each agent by itself", agent: operations[0].key.agent)
      }
      if case .put(let bytes) = operation.kind, bytes.count > value {
        throw RoundhouseError(
          .badRequest,
          "the value of \(operation.key.key.quoted) has \(bytes.count) bytes, at most \(value) are allowed",
          remedy: "divide it over several keys, or keep it in a file and store its name", agent: operation.key.agent)
      }
    }
  }

  /// Refuses a key that cannot exist.
  static func check(_ key: StateKey) throws(RoundhouseError) {
    guard 1...Self.key ~= key.key.utf8.count else {
      throw RoundhouseError(
        .badRequest, "a key has 1 to \(Self.key) bytes, \(key.key.quoted) has \(key.key.utf8.count)",
        remedy: "use a shorter name, a hash of it for instance", agent: key.agent)
    }
    guard key.space.name.utf8.count <= space else {
      throw RoundhouseError(
        .badRequest,
        "the name of a \(key.space.word) has at most \(space) bytes, \(key.space.name.quoted) has "
          + "\(key.space.name.utf8.count)",
        remedy: "use a shorter name for the \(key.space.word)", agent: key.agent)
    }
  }
}

extension String {
  /// The text in quotation marks, cut where it would fill a message.
  var quoted: String { utf8.count <= 80 ? "\"\(self)\"" : "\"\(prefix(40))…\"" }
}
