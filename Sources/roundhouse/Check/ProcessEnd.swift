/// How a process ended.
enum ProcessEnd: Sendable, Equatable {
  /// It came to its end, with this status.
  case exit(Int32)
  case signal(Int32)
  /// It was ended, because its time was over.
  case overdue

  /// - Parameter status: as `waitpid` tells it.
  init(_ status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exit(status >> 8 & 0xFF) : .signal(signal)
  }
}
