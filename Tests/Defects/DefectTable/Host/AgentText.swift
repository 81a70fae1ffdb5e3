/// An agent as it is put before the host: its library's fixture and the text of its manifest.
struct AgentText: Sendable {
  let id: String
  /// In `Tests/Fixtures/Agents`.
  let folder: String
  let manifest: String
  /// Named after the fixture: a crash report may have nothing else to name it by.
  var library: String { "lib\(folder).so" }

  /// The agent with the defect. Its capability is idempotent, so that the standby may be asked after it.
  static func hostile(_ defect: Defect) -> AgentText {
    let health =
      defect.moment == .health
      ? #""health": {"interval": "200ms", "timeout": "200ms", "failureThreshold": 1},"# : ""
    let permissions = #""permissions": {"call": ["defect.*", "good.*"], "announce": ["defect.announced.*"]},"#
    return AgentText(
      id: defect.id, folder: defect.folder,
      manifest: """
        {"manifestVersion": 1, "id": "\(defect.id)", "version": "1.0.0", "library": "lib\(defect.folder).so", "priority": 200,
         "startTimeout": "1s", \(health) \(permissions)
         "limits": {"memory": "256MiB", "state": "4MiB", "reply": "4MiB"},
         "capabilities": [{"name": "\(defect.id)", "idempotent": true, "timeout": "1s"}]}
        """)
  }

  /// The agent that answers in the hostile one's place.
  static func standby(_ defect: Defect) -> AgentText { plain(defect.standby, [defect.id], priority: 10) }

  /// Echoes, and does nothing wrong. Each instance has memory of its own, for several of them share one library.
  static func plain(_ id: String, _ capabilities: [String], priority: Int = 100) -> AgentText {
    let list = capabilities.map { "{\"name\": \"\($0)\", \"idempotent\": true}" }.joined(separator: ", ")
    return AgentText(
      id: id, folder: "noop",
      manifest: """
        {"manifestVersion": 1, "id": "\(id)", "version": "1.0.0", "library": "libnoop.so", "priority": \(priority),
         "capabilities": [\(list)]}
        """)
  }
}
