package import RoundhouseDiscovery
package import RoundhouseModel

/// How much of a host is put together.
package struct AssemblyOptions: Sendable {
  /// Where agents' state and lasting settings are kept.
  package enum State: Sendable {
    /// In the state folder.
    case folder
    /// In the state folder if somebody has named it, else in memory: for commands that only ask.
    case folderIfNamed
    case memory
  }

  package var flags = ConfigurationFlags()
  package var environment = Environment.current
  package var installation = Installation.current
  package var state = State.folder
  /// Whether HTTP requests are answered.
  package var hasServer = true
  /// Whether folders are watched, so that agents come and go.
  package var watchesFolders = true
  /// Whether the log tells which agents come and go, and why some do not.
  package var logsAgents = true
  /// Whether it tells them at the first look too: not where somebody reads the report of the start beside it.
  package var logsFirstLook = true
  /// Log lines below this are left out, whatever the configuration says.
  package var minimumLogLevel = LogLevel.debug

  /// Whether a crash of this process is told, with the agent in whose call it came, and confines that agent.
  package var tellsCrashes = false

  /// Whether a file of runs is opened that has lost records which were confirmed.
  package var acceptsLoss = false

  package init() {}

  /// A host that answers one command and ends: no server, no watching; of the log only what
  /// agents warn of.
  package static func forOneCommand(_ flags: ConfigurationFlags) -> AssemblyOptions {
    var options = AssemblyOptions()
    options.flags = flags
    options.state = .folderIfNamed
    options.hasServer = false
    options.watchesFolders = false
    options.logsAgents = false
    options.minimumLogLevel = .warning
    return options
  }
}
