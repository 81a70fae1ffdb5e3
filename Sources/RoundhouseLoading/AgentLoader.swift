package import RoundhouseModel
internal import Synchronization

/// From a bundle to a living instance, in this process.
package final class AgentLoader: Sendable {
  let images: ImageStore
  // Told apart over all hosts of the process: completions carry it.
  private static let numbers = Atomic<UInt64>(1)

  /// - Parameter images: how many different libraries may be mapped.
  package init(images: Int) {
    var limits = ImageLimits()
    limits.maximumImages = images
    self.images = ImageStore(limits: limits)
  }

  /// An instance with what it was made from.
  package struct Loaded: Sendable {
    package let instance: any AgentInstance
    /// Where the library was found.
    package let library: String
    package let sha256: String

    package init(instance: any AgentInstance, library: String, sha256: String) {
      self.instance = instance
      self.library = library
      self.sha256 = sha256
    }
  }

  /// The libraries of agents that are about to be loaded.
  package func batch(_ bundles: [AgentBundle]) -> LibraryBatch { LibraryBatch(bundles, images) }

  /// Maps the library and creates the agent. Blocks as long as the agent likes: only on a thread meant for it.
  /// - Parameters:
  ///   - mayWait: whether the agent will run on threads that may be held.
  ///   - batch: what was loaded together with it.
  package func load(
    _ bundle: AgentBundle, mayWait: Bool, services: any AgentServices, batch: LibraryBatch
  ) throws(RoundhouseError) -> Loaded {
    let manifest = bundle.manifest
    do throws(RoundhouseError) {
      let library = try batch.library(of: bundle)
      let number = AgentLoader.nextNumber()
      let instance = try AgentLoader.instance(
        of: bundle, library, number: number, mayWait: mayWait, services: services)
      return Loaded(instance: instance, library: library.path, sha256: library.sha256)
    } catch {
      var error = error
      if error.agent.isEmpty { error.agent = manifest.id }
      if error.path.isEmpty { error.path = bundle.manifestPath }
      throw error
    }
  }

  /// A number that no other instance of this process has.
  package static func nextNumber() -> UInt64 { numbers.add(1, ordering: .relaxed).newValue }

  /// Creates the agent of a library that is mapped.
  package static func instance(
    of bundle: AgentBundle, _ library: SharedLibrary, number: UInt64, mayWait: Bool, services: any AgentServices
  ) throws(RoundhouseError) -> any AgentInstance {
    switch bundle.manifest.kind {
    case .native:
      try TableInstance(AgentTable.of(library), of: bundle, number: number, mayWait: mayWait, services: services)
    case .workflow: throw RoundhouseError(.internal, "\(bundle.manifest.id) is a document and has no library")
    case .ffi: try FFIInstance(manifest: bundle.manifest, library: library, services: services, number: number)
    }
  }
}
