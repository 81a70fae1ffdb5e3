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
      let number = AgentLoader.numbers.add(1, ordering: .relaxed).newValue
      let instance: any AgentInstance =
        switch manifest.kind {
        case .native:
          try TableInstance(AgentTable.of(library), of: bundle, number: number, mayWait: mayWait, services: services)
        case .ffi: try FFIInstance(manifest: manifest, library: library, services: services, number: number)
        }
      return Loaded(instance: instance, library: library.path, sha256: library.sha256)
    } catch {
      var error = error
      if error.agent.isEmpty { error.agent = manifest.id }
      if error.path.isEmpty { error.path = bundle.manifestPath }
      throw error
    }
  }
}
