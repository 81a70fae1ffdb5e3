// The options that several commands share.
extension Option {
  static let json = Option("json", help: "JSON for programs instead of a table for people")
  static let server = Option(
    "server", letter: "s", value: "URL", kind: .url, fallback: "ROUNDHOUSE_SERVER",
    help: "Ask the host that runs there, such as \(ServerURL.standard)")
  static let agents = Option(
    "agents", value: "DIR", kind: .folder, isRepeated: true,
    help: "A folder of agents' folders, or one agent's folder; looked at before all others")
  static let config = Option("config", value: "FILE", kind: .file, help: "The configuration file, roundhouse.json")
  static let state = Option(
    "state", value: "DIR", kind: .folder, help: "Where agents' state and lasting settings are kept")

  /// Which host a command asks: one that runs, or one of its own.
  static let host = [server, agents, config, state]
}
