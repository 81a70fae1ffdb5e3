/// The host's reading end of one process' channel. Whoever holds the channel's reading may touch it.
struct ReadingLink: ~Copyable {
  /// Keeps the memory mapped.
  let region: SharedRegion
  let bell: HostBell
  let workerBell: WorkerBell
  let control: Int32
  var reader: RingReader

  init(_ region: SharedRegion, control: Int32) {
    self.region = region
    self.control = control
    bell = HostBell(region.hostBell)
    workerBell = WorkerBell(region.workerBell)
    reader = region.readerInHost()
  }
}
