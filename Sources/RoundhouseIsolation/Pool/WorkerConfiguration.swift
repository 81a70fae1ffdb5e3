package import RoundhouseModel

/// What an operator says of workers.
package struct WorkerConfiguration: Sendable {
  /// The program; empty if none was found.
  package var program = ""
  /// Processes that are kept ready for the next agent.
  package var spares = 1
  /// Lines of 64 bytes in each ring: at least so many, and never fewer than 4096.
  package var ringLines: UInt32 = 4096
  /// Calls above one another, as in the host.
  package var depth: UInt32 = 16
  package var sandbox = SandboxPolicy()
  /// A worker that leaves what it was sent unread for so long hangs.
  package var hangTime: Nanoseconds = .seconds(2)

  package init() {}
}
