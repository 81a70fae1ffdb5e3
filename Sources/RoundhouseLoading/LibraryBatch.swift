internal import RoundhouseModel
internal import Synchronization

/// The libraries of agents that are loaded together: each file is read and sealed once, however many agents share it.
///
/// Short-lived on purpose: a file that changes is found changed by the next batch.
package final class LibraryBatch: Sendable {
  private let libraries = Mutex<[String: SharedLibrary]>([:])

  package init() {}

  func library(
    of bundle: AgentBundle, _ load: () throws(RoundhouseError) -> SharedLibrary
  ) throws(RoundhouseError) -> SharedLibrary {
    // The stated digest belongs to the key: two manifests may promise different bytes of one file.
    let reference = bundle.manifest.library
    let key = "\(bundle.folder)\u{0}\(reference.path)\u{0}\(reference.sha256)\u{0}\(bundle.manifest.kind)"
    if let known = libraries.withLock({ $0[key] }) { return known }
    let library = try load()
    libraries.withLock { $0[key] = library }
    return library
  }
}
