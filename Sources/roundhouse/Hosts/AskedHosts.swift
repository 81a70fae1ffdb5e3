internal import RoundhouseDiscovery
internal import RoundhouseModel

/// Finds the host that a command asks.
enum AskedHosts {
  static let variable = "ROUNDHOUSE_SERVER"

  /// `--server`, or `ROUNDHOUSE_SERVER`; else a host of the command's own, which is loaded when it is first asked.
  static func open(_ invocation: Invocation, _ console: Console) throws(RoundhouseError) -> any AskedHost {
    let own = [Option.agents, .config, .state].filter(invocation.has)
    if let text = invocation[.server] {
      if let option = own.first {
        throw RoundhouseError(
          .badRequest, "--server asks a host that runs, so --\(option.name) would have no effect",
          remedy: "leave one of the two out")
      }
      return try remote(text)
    }
    if own.isEmpty, let text = Terminal.variable(variable) { return try remote(text) }
    return OwnHost(flags(invocation), console)
  }

  /// For what only makes sense with a host that runs: also the standard address.
  static func running(_ invocation: Invocation) throws(RoundhouseError) -> RemoteHost {
    try remote(invocation[.server] ?? Terminal.variable(variable) ?? ServerURL.standard)
  }

  /// The flags of the command line as the configuration takes them.
  static func flags(_ invocation: Invocation) -> ConfigurationFlags {
    var flags = ConfigurationFlags(file: invocation[.config])
    for option in [Option.agents, .state] where invocation.has(option) {
      flags.values["--\(option.name)"] = invocation.all(option)
    }
    return flags
  }

  private static func remote(_ text: String) throws(RoundhouseError) -> RemoteHost {
    guard let server = ServerURL(text) else {
      throw RoundhouseError(
        .badRequest, "'\(text)' is not the address of a host", remedy: "write it as \(ServerURL.standard)")
    }
    return RemoteHost(server)
  }
}
