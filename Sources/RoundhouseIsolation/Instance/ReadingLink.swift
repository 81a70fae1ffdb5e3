/// The host's reading end of one process' channel. Whoever holds the channel's reading may touch it.
struct ReadingLink: ~Copyable {
  /// Keeps the memory mapped.
  let region: SharedRegion
  let bell: HostBell
  let workerBell: WorkerBell
  let control: Int32
  var reader: RingReader
  /// Which of the instance's processes it is, from 1.
  let process: UInt64

  init(_ region: SharedRegion, control: Int32, process: UInt64) {
    self.region = region
    self.process = process
    self.control = control
    bell = HostBell(region.hostBell)
    workerBell = WorkerBell(region.workerBell)
    reader = region.readerInHost()
  }
}
