package import RoundhouseModel

/// An agent that can be loaded, with where it was found and how its files were. It never changes; shared, for a scan of
/// thousands is taken and compared whenever a file changes.
package final class FoundAgent: Sendable {
  package let bundle: AgentBundle
  package let root: SearchRoot
  /// How the library's file was; nil for libraries of the system.
  package let library: FileIdentity?

  package var id: String { bundle.manifest.id }

  package init(bundle: AgentBundle, root: SearchRoot, library: FileIdentity? = nil) {
    self.bundle = bundle
    self.root = root
    self.library = library
  }
}

extension FoundAgent: Equatable {
  package static func == (one: FoundAgent, other: FoundAgent) -> Bool {
    one === other || one.bundle == other.bundle && one.root == other.root && one.library == other.library
  }
}
