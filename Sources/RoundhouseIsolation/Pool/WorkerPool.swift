internal import CPlatform
package import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

/// All workers of one host: starts them, looks after them, ends them.
package final class WorkerPool: Sendable {
  package let configuration: WorkerConfiguration
  let groups: ControlGroupFolder?
  let launcher: WorkerLauncher
  private let instances: Instances
  let loop: WorkerLoop

  /// Those that the loop looks at in turn; weak, because their agents own them.
  private final class Instances: Sendable {
    private struct Entry { weak var instance: WorkerInstance? }
    private let list = Mutex<[Entry]>([])

    func add(_ instance: WorkerInstance) {
      list.withLock { list in
        list.removeAll { $0.instance == nil }
        list.append(Entry(instance: instance))
      }
    }

    var all: [WorkerInstance] { list.withLock { $0.compactMap(\.instance) } }
  }

  package init(_ configuration: WorkerConfiguration) throws(RoundhouseError) {
    guard !configuration.program.isEmpty else {
      throw RoundhouseError(
        .internal, "there is no program for workers", remedy: "install roundhouse-worker beside roundhouse")
    }
    self.configuration = configuration
    groups = configuration.controlGroup.isEmpty ? nil : try ControlGroupFolder(configuration.controlGroup)
    let instances = Instances()
    self.instances = instances
    let loop = try WorkerLoop { for instance in instances.all { instance.patrol(platform_now()) } }
    self.loop = loop
    do throws(RoundhouseError) {
      launcher = try WorkerLauncher(
        program: configuration.program, spares: configuration.spares,
        users: WorkerUsers(configuration.sandbox.users))
    } catch {
      loop.stop()
      throw error
    }
  }

  /// An instance with what it was made from.
  package struct Loaded: Sendable {
    package let instance: WorkerInstance
    package let library: String
    package let sha256: String
  }

  /// Starts an agent in a process of its own. Blocks until it has been created, at longest as its manifest allows.
  /// - Parameter images: the libraries of an instance that was here before; empty to take them from the folder.
  package func load(
    _ bundle: AgentBundle, services: any AgentServices, images: [WorkerImage] = []
  ) throws(RoundhouseError) -> Loaded {
    let manifest = bundle.manifest
    do throws(RoundhouseError) {
      let isSystemLibrary = manifest.library.isSystemName
      let plan = plan(bundle, images.isEmpty && !isSystemLibrary ? try WorkerImage.seal(bundle) : images)
      let instance = WorkerInstance(plan, services: services, number: AgentLoader.nextNumber())
      instances.add(instance)
      try instance.start()
      let library = plan.order.isSystemLibrary ? instance.life.ready.library : plan.order.library
      return Loaded(instance: instance, library: library, sha256: plan.order.sha256)
    } catch {
      var error = error
      if error.agent.isEmpty { error.agent = manifest.id }
      if error.path.isEmpty { error.path = bundle.manifestPath }
      throw error
    }
  }

  /// Looks after nothing any more. All instances were destroyed.
  package func stop() {
    launcher.stop()
    loop.stop()
  }

  private func plan(_ bundle: AgentBundle, _ images: [WorkerImage]) -> WorkerPlan {
    let manifest = bundle.manifest
    let order = WorkerOrder(
      capacity: ringLines(manifest), id: manifest.id, version: manifest.version, folder: bundle.folder,
      manifestPath: bundle.manifestPath, kind: manifest.kind,
      concurrency: manifest.concurrency == .serial ? 0 : manifest.concurrency.limit, isBlocking: manifest.isBlocking,
      replyLimit: manifest.limits.reply, mayCall: manifest.permissions.call, depth: configuration.depth,
      config: bundle.config, library: images.last?.image.path ?? manifest.library.path,
      isSystemLibrary: manifest.library.isSystemName, sha256: images.last?.image.sha256 ?? "",
      companions: images.dropLast().map { $0.image.path }, manifest: manifest.source)
    let sandbox = SandboxPlan(
      for: bundle, policy: configuration.sandbox, libraries: SystemPaths.swiftRuntime.map { [$0] } ?? [],
      host: getpid())
    // The host's own standard limit is no promise to anybody.
    var stated = sandbox
    stated.memory = manifest.limits.memory
    return WorkerPlan(
      order: order, images: images, pool: self, sandbox: sandbox,
      gaps: groups?.gaps(of: stated) ?? ControlGroupFolder.gapsWithout(stated), startTimeout: manifest.startTimeout)
  }

  /// Room for a short request of each call that may be inside, and for the longest frame of all.
  private func ringLines(_ manifest: Manifest) -> UInt32 {
    let wanted = max(configuration.ringLines, UInt32(min(manifest.concurrency.limit, 4096)) * 16)
    var lines = WorkerPool.leastLines
    while lines < min(wanted, WorkerPool.mostLines) { lines *= 2 }
    return lines
  }

  private static let leastLines: UInt32 = 4096
  private static let mostLines: UInt32 = 1 << 20
}
