internal import RoundhouseModel

/// Where a secret of an agent's configuration is kept: `{"env": "NAME"}` or `{"file": "PATH"}`, and nothing beside it.
enum SecretReference: Equatable {
  case environment(String)
  case file(String)

  /// nil if a value is an ordinary one.
  init?(_ node: JSONNode) {
    guard node.kind == .object, node.count == 1 else { return nil }
    if let name = node["env"]?.string {
      self = .environment(name)
    } else if let path = node["file"]?.string {
      self = .file(path)
    } else {
      return nil
    }
  }

  /// Whether there can be such a variable or file.
  var isPlausible: Bool {
    switch self {
    case .environment(let name): !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != 0x3D }
    case .file(let path): ConfigurationKind.isPath(path)
    }
  }

  /// What is shown instead of the secret.
  var shown: String {
    switch self {
    case .environment(let name): "<secret from env \(name)>"
    case .file(let path): "<secret from file \(path)>"
    }
  }
}
