/// What the operator wants of every worker's sandbox.
package struct SandboxPolicy: Sendable, Equatable {
  /// Whether a worker must not start where this system cannot enforce all of its plan.
  package var isStrict = false
  /// Whether users, network, IPC and names are the worker's own where the kernel allows it.
  package var usesNamespaces = true
  /// The users, and groups of the same numbers, that workers of a host run as which itself runs as root. Nobody else
  /// may have them.
  package var users: ClosedRange<UInt32> = 64_000...64_999
  /// Folders of libraries, beside the system's, that every agent may load from; absolute.
  package var libraries: [String] = []
  /// Bytes of memory for agents that name no limit; 0 sets none.
  package var memory: UInt64 = 1 << 30
  /// Open files for agents that name no limit.
  package var files = 256
  /// Threads for agents that may start no processes.
  package var threads = 256
  /// Bytes of the largest file, sealed memory included.
  package var fileSize: UInt64 = 1 << 30

  package init() {}
}
