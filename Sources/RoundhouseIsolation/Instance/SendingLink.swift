internal import CPlatform

/// The host's sending end of one process' channel. Held under a lock; gone when the process is.
struct SendingLink: ~Copyable {
  /// Keeps the memory mapped.
  let region: SharedRegion
  let bell: WorkerBell
  var writer: FrameWriter

  init(_ region: SharedRegion, control: Int32) {
    self.region = region
    bell = WorkerBell(region.workerBell)
    writer = FrameWriter(region.writerToWorker(), control: control)
  }
}
