internal import RoundhouseModel

/// Reads the members of a plan, each of which must be there.
struct SandboxPlanReader {
  private let root: JSONNode

  init(_ root: JSONNode) { self.root = root }

  func value<Value>(_ key: String, _ read: (JSONNode) -> Value?) throws(RoundhouseError) -> Value {
    guard let value = root[key].flatMap(read) else {
      throw RoundhouseError(
        .badRequest, "the plan of a sandbox has no valid '\(key)'",
        remedy: "start a roundhouse-worker of the same version as the host")
    }
    return value
  }

  func text(_ key: String) throws(RoundhouseError) -> String { try value(key) { $0.string } }
  func unsigned(_ key: String) throws(RoundhouseError) -> UInt64 { try value(key) { $0.uint } }
  func integer(_ key: String) throws(RoundhouseError) -> Int {
    try value(key) { $0.uint.flatMap { Int(exactly: $0) } }
  }
  func texts(_ key: String) throws(RoundhouseError) -> [String] { try list(key) { $0.string } }
  func ports(_ key: String) throws(RoundhouseError) -> [UInt16] {
    try list(key) { $0.uint.flatMap { UInt16(exactly: $0) } }
  }

  func grants(_ key: String) throws(RoundhouseError) -> [SandboxGrant] {
    try list(key) { node in
      guard let path = node["path"]?.string, let folder = node["folder"]?.string else { return nil }
      return SandboxGrant(path, in: folder)
    }
  }

  private func list<Value>(_ key: String, _ read: (JSONNode) -> Value?) throws(RoundhouseError) -> [Value] {
    try value(key) { node in
      let values = node.elements.compactMap(read)
      return node.kind == .array && values.count == node.count ? values : nil
    }
  }
}
