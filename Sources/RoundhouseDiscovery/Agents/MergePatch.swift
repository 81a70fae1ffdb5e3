internal import RoundhouseModel

/// Lays one JSON text over another (RFC 7396): members replace those of the same key, `null` removes, objects are
/// merged member by member. References to secrets in the patch are replaced on the way.
struct MergePatch {
  let secrets: Secrets
  private(set) var hasSecrets = false
  private var writer = JSONWriter()

  init(secrets: Secrets) { self.secrets = secrets }

  /// The text of a target under a patch.
  mutating func text(of patch: JSONNode, over target: JSONNode) throws(ManifestProblems) -> [UInt8] {
    writer = JSONWriter()
    try merge(patch, over: target)
    return writer.bytes
  }

  /// The text of a value as it is, with its secrets replaced.
  mutating func text(of value: JSONNode) throws(ManifestProblems) -> [UInt8] {
    writer = JSONWriter()
    try write(value, dropsNulls: false)
    return writer.bytes
  }

  private mutating func merge(_ patch: JSONNode, over target: JSONNode?) throws(ManifestProblems) {
    guard patch.kind == .object, SecretReference(patch) == nil, let target, target.kind == .object else {
      return try write(patch, dropsNulls: true)
    }
    var changes: [ArraySlice<UInt8>: JSONNode] = [:]
    for member in patch.keyedMembers { changes[Self.key(member)] = member.value }
    writer.beginObject()
    for member in target.keyedMembers {
      guard let change = changes.removeValue(forKey: Self.key(member)) else {
        writer.member(member.name, raw: member.value.raw)
        continue
      }
      if change.isNull { continue }
      writer.key(member.name)
      try merge(change, over: member.value)
    }
    for member in patch.keyedMembers where changes[Self.key(member)]?.isNull == false {
      writer.key(member.name)
      try write(member.value, dropsNulls: true)
    }
    writer.endObject()
  }

  /// - Parameter dropsNulls: whether a `null` member says that there is to be none; within arrays it never does.
  private mutating func write(_ value: JSONNode, dropsNulls: Bool) throws(ManifestProblems) {
    if let secret = SecretReference(value) {
      hasSecrets = true
      return writer.string(try secrets.text(secret, at: value))
    }
    switch value.kind {
    case .array:
      writer.beginArray()
      for element in value.elements { try write(element, dropsNulls: false) }
      writer.endArray()
    case .object:
      writer.beginObject()
      for member in value.keyedMembers where !(dropsNulls && member.value.isNull) {
        writer.key(member.name)
        try write(member.value, dropsNulls: dropsNulls)
      }
      writer.endObject()
    default: writer.raw(value.raw)
    }
  }

  private static func key(_ member: JSONMember) -> ArraySlice<UInt8> { member.key.utf8 ?? [] }
}
