internal import CPlatform

/// The host's sending end of one process' channel. Held under a lock; gone when the process is.
struct SendingLink: ~Copyable {
  /// Keeps the memory mapped.
  let region: SharedRegion
  let bell: WorkerBell
  var writer: FrameWriter
  /// Which of the instance's processes it is, from 1.
  let process: UInt64

  init(_ region: SharedRegion, control: Int32, process: UInt64) {
    self.region = region
    self.process = process
    bell = WorkerBell(region.workerBell)
    writer = FrameWriter(region.writerToWorker(), control: control)
  }
}
