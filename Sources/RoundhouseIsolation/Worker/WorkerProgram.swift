internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel

/// The program of a worker: waits for one order, shuts itself in, loads the agent, and serves until it is ended.
package enum WorkerProgram {
  /// The socket to the host; the launcher puts it there.
  static let control: Int32 = 3

  /// What comes with the order.
  private struct Delivery {
    let order: WorkerOrder
    let region: Int32
    let event: Int32
    /// The agent's library behind those that it brings along.
    let images: [Int32]
  }

  /// Runs the worker. Comes back only when there is nothing to serve.
  /// - Returns: the exit status.
  package static func run() -> Int32 {
    do throws(RoundhouseError) {
      guard let delivery = try receive() else { return 0 }
      let gaps = try Sandbox.enter(SandboxPlan(bytes: delivery.order.sandbox))
      let core = try prepare(delivery)
      try create(core, delivery, gaps)
      core.work(isReader: platform_thread_blocks() != 0)
      return 0
    } catch {
      tell(.failed(error))
      return 1
    }
  }

  private static func tell(_ report: WorkerReport) {
    let bytes = report.bytes
    _ = platform_send(control, bytes, bytes.count, nil, 0)
  }

  /// Waits for the order, as long as it takes: a spare worker has none yet.
  /// - Returns: nil when the host has gone.
  private static func receive() throws(RoundhouseError) -> Delivery? {
    var numbers = [Int32](repeating: -1, count: 32)
    var count = numbers.count
    var mark: UInt8 = 0
    let got = platform_receive(control, &mark, 1, &numbers, &count, 0)
    guard got == 1, count >= 3 else { return nil }
    let size = Int(lseek(numbers[0], 0, SEEK_END))
    var bytes = [UInt8](repeating: 0, count: max(0, size))
    guard pread(numbers[0], &bytes, bytes.count, 0) == bytes.count else {
      throw RoundhouseError(
        .internal, "the host's order cannot be read", cause: String(cString: strerror(platform_errno())))
    }
    close(numbers[0])
    return Delivery(
      order: try WorkerOrder(bytes: bytes), region: numbers[1], event: numbers[2], images: Array(numbers[3..<count]))
  }

  private static func prepare(_ delivery: Delivery) throws(RoundhouseError) -> WorkerCore {
    let region = try SharedRegion(delivery.region, capacity: delivery.order.capacity)
    close(delivery.region)
    return WorkerCore(delivery.order, region: region, control: control, event: delivery.event)
  }

  /// Maps the library and makes the instance, while another thread reads: both may ask the host for something.
  private static func create(_ core: WorkerCore, _ delivery: Delivery, _ gaps: [SandboxGap]) throws(RoundhouseError) {
    guard OwnThread.start("rh-control", stack: 64 << 10, { endWithHost() }) else {
      throw RoundhouseError(.overloaded, "the worker got no thread", remedy: "raise limits.processes")
    }
    platform_thread_set_blocks(1)
    core.leaveReading()
    let library = try library(delivery)
    let instance = try AgentLoader.instance(
      of: try bundle(delivery.order), library, number: 1, mayWait: delivery.order.isBlocking,
      services: try RemoteServices(core))
    core.begin(instance)
    tell(
      .ready(
        WorkerReport.Ready(
          reportsHealth: instance.reportsHealth, handsOverState: instance.handsOverState,
          library: delivery.order.isSystemLibrary ? library.path : "", gaps: gaps.map(\.description))))
    core.returnToReading()
  }

  private static func library(_ delivery: Delivery) throws(RoundhouseError) -> SharedLibrary {
    let order = delivery.order
    if order.isSystemLibrary { return try SharedLibrary.system(order.library) }
    guard let own = delivery.images.last, delivery.images.count == order.companions.count + 1 else {
      throw RoundhouseError(.internal, "the host's order came without the library")
    }
    for (companion, path) in zip(delivery.images, order.companions) {
      _ = try SharedLibrary.received(companion, path: path, sha256: "")
    }
    return try SharedLibrary.received(own, path: order.library, sha256: order.sha256)
  }

  private static func bundle(_ order: WorkerOrder) throws(RoundhouseError) -> AgentBundle {
    var manifest = try manifest(order)
    manifest.concurrency = order.concurrency == 0 ? .serial : .limit(order.concurrency)
    manifest.isBlocking = order.isBlocking
    return AgentBundle(
      manifest: manifest, folder: order.folder, manifestPath: order.manifestPath, isTrusted: true,
      config: order.config)
  }

  private static func manifest(_ order: WorkerOrder) throws(RoundhouseError) -> Manifest {
    guard order.kind == .ffi else {
      return Manifest(
        id: order.id, version: order.version, library: LibraryReference(path: order.library), capabilities: [])
    }
    do throws(ManifestProblems) {
      return try ManifestReader.read(order.manifest, path: order.manifestPath)
    } catch {
      throw RoundhouseError(.invalidManifest, error.description, path: order.manifestPath)
    }
  }

  /// Ends the process when nothing in it can be relied on any more.
  static func end(_ reason: String) -> Never {
    let line = Array((reason + "\n").utf8)
    _ = write(2, line, line.count)
    _exit(70)
  }

  /// Ends the process when the host's end of the control socket is closed.
  private static func endWithHost() {
    while true {
      var entry = pollfd(fd: control, events: 0, revents: 0)
      let count = poll(&entry, 1, -1)
      if count > 0 || count < 0 && platform_errno() != EINTR { _exit(0) }
    }
  }
}
