package import RoundhouseModel

/// An agent that can be loaded, with where it was found and how its files were.
package struct FoundAgent: Sendable, Equatable {
  package var bundle: AgentBundle
  package var root: SearchRoot
  /// How the library's file was; nil for libraries of the system.
  package var library: FileIdentity?

  package var id: String { bundle.manifest.id }

  package init(bundle: AgentBundle, root: SearchRoot, library: FileIdentity? = nil) {
    self.bundle = bundle
    self.root = root
    self.library = library
  }
}
