/// One file or folder that an agent may reach.
package struct SandboxGrant: Sendable, Equatable {
  /// Absolute, or relative to ``folder``.
  package var path: String
  /// The agent's own folder for what the manifest names within it: then no symbolic link on the way may lead out of it.
  /// Empty for absolute paths.
  package var folder: String

  package init(_ path: String, in folder: String = "") {
    self.path = path
    self.folder = folder
  }

  /// A path as the manifest, or the operator's ceiling, says it.
  package init(_ path: String, of agentFolder: String) {
    if !path.hasPrefix("/") {
      self.init(path, in: agentFolder)
    } else if path == agentFolder {
      self.init(".", in: agentFolder)
    } else if path.hasPrefix(agentFolder + "/") {
      self.init(String(path.dropFirst(agentFolder.count + 1)), in: agentFolder)
    } else {
      self.init(path)
    }
  }

  /// The path as people read it.
  package var description: String { folder.isEmpty ? path : "\(folder)/\(path)" }
}
