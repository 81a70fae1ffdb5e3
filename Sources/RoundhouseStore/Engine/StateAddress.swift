internal import RoundhouseModel

/// A key's exact bytes. Swift compares strings by meaning, so that two spellings of `é` are one; a store must not.
struct StateAddress: Hashable {
  let agent: [UInt8]
  let space: [UInt8]
  let key: [UInt8]

  init(_ key: StateKey) {
    agent = Array(key.agent.utf8)
    space = Self.bytes(key.space)
    self.key = Array(key.key.utf8)
  }

  /// The kind of space, then its name.
  static func bytes(_ space: StateSpace) -> [UInt8] { [UInt8(space.kind)] + space.name.utf8 }
}
