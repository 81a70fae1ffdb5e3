package import RoundhouseModel

/// What one worker may reach and use. Made by the host, carried out by the worker before it maps the agent's library.
package struct SandboxPlan: Sendable, Equatable {
  /// For messages.
  package var agent: String
  package var read: [SandboxGrant] = []
  package var write: [SandboxGrant] = []
  package var execute: [SandboxGrant] = []
  /// Folders of shared libraries, readable by every agent; absolute.
  package var libraries: [String] = []
  /// TCP ports.
  package var connect: [UInt16] = []
  /// Names of variables that the worker inherits.
  package var environment: [String] = []
  /// Bytes; 0 sets no limit.
  package var memory: UInt64 = 0
  /// Cores; 0 sets no limit.
  package var cpu = 0.0
  package var files = 256
  package var fileSize: UInt64 = 1 << 30
  /// Processes that it may start; 0 with nothing to execute: none.
  package var processes = 0
  /// Threads beside those processes.
  package var threads = 256
  /// The user and group that it becomes; nil where the host is not root.
  package var user: UInt32?
  /// The host's process; 0 if it must not be looked for.
  package var host: Int32 = 0
  package var usesNamespaces = true
  package var isStrict = false

  package init(agent: String) { self.agent = agent }

  /// - Parameters:
  ///   - libraries: folders of shared libraries that the host itself uses, such as Swift's.
  ///   - user: from ``WorkerUsers``, if the host is root.
  ///   - host: the host's process.
  package init(
    for bundle: AgentBundle, policy: SandboxPolicy, libraries: [String] = [], user: UInt32? = nil, host: Int32 = 0
  ) {
    agent = bundle.manifest.id
    let permissions = bundle.manifest.permissions
    let limits = bundle.manifest.limits
    read = permissions.read.map { SandboxGrant($0, of: bundle.folder) }
    write = permissions.write.map { SandboxGrant($0, of: bundle.folder) }
    execute = permissions.execute.map { SandboxGrant($0, of: bundle.folder) }
    self.libraries = SystemPaths.libraries + libraries + policy.libraries
    connect = permissions.connect
    environment = permissions.environment
    memory = limits.memory == 0 ? policy.memory : limits.memory
    cpu = limits.cpu
    files = limits.files == 0 ? policy.files : limits.files
    fileSize = policy.fileSize
    processes = limits.processes
    threads = policy.threads
    self.user = user
    self.host = host
    usesNamespaces = policy.usesNamespaces
    isStrict = policy.isStrict
  }

  /// Whether the agent may have processes beside its own.
  package var mayStartProcesses: Bool { processes > 0 || !execute.isEmpty }

  /// Whether the worker should be the first process of a namespace of its own: where there may be others to end with it.
  package var wantsOwnProcesses: Bool { usesNamespaces && mayStartProcesses }
}
