internal import RoundhouseModel

// The rules of texts in `roundhouse.json`.
extension TextRule {
  static let folder = TextRule(
    ConfigurationKind.folder.expected, remedy: "write a path, as in \"/srv/agents\"", where: ConfigurationKind.isPath)

  static let absolutePath = TextRule(
    "an absolute path", remedy: "begin it with \"/\"",
    where: { $0.hasPrefix("/") && ConfigurationKind.isPath($0) })

  static let listenAddress = TextRule(
    ConfigurationKind.address.expected, remedy: "write a host, a colon and a port, as in \"127.0.0.1:7717\"",
    suggestion: { text in UInt16(text).map { "127.0.0.1:\($0)" } }, where: ConfigurationKind.isAddress)

  static let endpoint = TextRule(
    "an endpoint such as \"http://127.0.0.1:8080\"", maximum: 4096, remedy: "write where the agent finds it",
    where: { !$0.isEmpty })
}
