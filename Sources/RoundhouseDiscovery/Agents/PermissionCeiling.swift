package import RoundhouseModel

/// The most that the operator permits an agent; nil sets no bound.
package struct PermissionCeiling: Sendable, Equatable {
  /// Absolute paths, each with all below it.
  package var read: [String]?
  package var write: [String]?
  package var execute: [String]?
  /// TCP ports.
  package var connect: [UInt16]?
  /// Patterns as in ``Permissions/call``.
  package var call: [String]?
  package var announce: [String]?
  package var environment: [String]?

  package init() {}

  /// What is left of a manifest's permissions: what both it and the operator name.
  /// - Parameter folder: where the manifest's relative paths begin.
  package func applied(to permissions: Permissions, folder: String) -> Permissions {
    var result = permissions
    result.read = Self.paths(permissions.read, read, folder)
    result.write = Self.paths(permissions.write, write, folder)
    result.execute = Self.paths(permissions.execute, execute, folder)
    if let connect { result.connect = permissions.connect.filter(connect.contains) }
    result.call = Self.common(permissions.call, call, Self.isPatternWithin)
    result.announce = Self.common(permissions.announce, announce, Self.isPatternWithin)
    if let environment { result.environment = permissions.environment.filter(environment.contains) }
    return result
  }

  private static func paths(_ wanted: [String], _ bound: [String]?, _ folder: String) -> [String] {
    guard bound != nil else { return wanted }
    return common(wanted.map { PathText.absolute($0, from: folder) }, bound, PathText.isWithin)
  }

  /// Of each pair that overlaps the narrower one, each once, in the order of what is wanted.
  private static func common(
    _ wanted: [String], _ bound: [String]?, _ isWithin: (String, String) -> Bool
  ) -> [String] {
    guard let bound else { return wanted }
    var result: [String] = []
    for one in wanted {
      for limit in bound {
        let narrower = isWithin(one, limit) ? one : isWithin(limit, one) ? limit : nil
        if let narrower, !result.contains(narrower) { result.append(narrower) }
      }
    }
    return result
  }

  /// Whether all that a pattern covers is covered by another.
  private static func isPatternWithin(_ pattern: String, _ other: String) -> Bool {
    if other == "*" || pattern == other { return true }
    return other.hasSuffix(".*") && pattern.utf8.starts(with: other.utf8.dropLast())
  }
}
