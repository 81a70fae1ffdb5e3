/// How a worker is, at one moment.
package struct WorkerStatus: Sendable, Equatable {
  /// 0 while there is no process.
  package var process: Int32 = 0
  package var restarts = 0
  package var endings = 0
  /// How the last process ended; empty if none has.
  package var lastEnding = ""
  /// Bytes that the process holds; 0 if not known.
  package var memory: UInt64 = 0
  /// What of the sandbox the kernel could not put in force.
  package var gaps: [String] = []

  package init() {}
}
