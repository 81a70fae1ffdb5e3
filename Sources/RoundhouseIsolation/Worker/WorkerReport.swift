internal import RoundhouseModel

/// The first word of a worker to the host, over the control socket: that its agent lives, or why it does not.
enum WorkerReport: Sendable {
  struct Ready: Sendable, Equatable {
    var reportsHealth: Bool
    var handsOverState: Bool
    /// Where the system's loader found the library, for system libraries.
    var library: String
    /// What of the sandbox the kernel could not put in force.
    var gaps: [String]
  }

  case ready(Ready)
  case failed(RoundhouseError)

  /// Longer reports are none.
  static let maximumSize = 64 << 10

  var bytes: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    switch self {
    case .ready(let ready):
      json.member("reportsHealth", ready.reportsHealth)
      json.member("handsOverState", ready.handsOverState)
      json.member("library", ready.library)
      json.member("gaps", ready.gaps)
    case .failed(let error):
      json.member("code", error.code.rawValue)
      json.member("message", String(error.message.prefix(8192)))
      json.member("remedy", String(error.remedy.prefix(8192)))
      json.member("cause", String(error.cause.prefix(8192)))
      json.member("path", String(error.path.prefix(8192)))
    }
    json.endObject()
    return json.bytes
  }

  /// - Returns: nil for what is no report.
  init?(bytes: [UInt8]) {
    guard let node = (try? JSONDocument(parsing: bytes))?.root else { return nil }
    let text = { (key: String) in node[key]?.string ?? "" }
    if let word = node["code"]?.string {
      self = .failed(
        RoundhouseError(
          ErrorCode(rawValue: word) ?? .agentError, text("message"), remedy: text("remedy"), cause: text("cause"),
          path: text("path")))
    } else if let reportsHealth = node["reportsHealth"]?.bool, let handsOver = node["handsOverState"]?.bool {
      self = .ready(
        Ready(
          reportsHealth: reportsHealth, handsOverState: handsOver, library: text("library"),
          gaps: node["gaps"]?.elements.compactMap(\.string) ?? []))
    } else {
      return nil
    }
  }
}
