internal import RoundhouseModel

/// The lines that a host has logged, as JSON.
struct HostLog: Sendable {
  private let lines: [Substring]

  init(_ path: String) { lines = (TextFile.read(path) ?? "").split(separator: "\n") }

  /// The first line that warns of this agent.
  func warning(of id: String) -> String {
    for line in lines where line.contains(id) {
      guard let root = Self.parse(line), let message = root["message"]?.string else { continue }
      let level = root["level"]?.string
      let isNamed = root["agent"]?.string == id || message.contains(id) || root["path"]?.string?.contains(id) == true
      if isNamed, level == "warning" || level == "error" { return message }
    }
    return ""
  }

  /// Where the host itself crashed, from what the runtime wrote down; empty if it did not, or not in its own code.
  var crash: String {
    guard let start = lines.firstIndex(where: { $0.contains("*** Program crashed") }) else { return "" }
    let reason = lines[start].filter { $0 != "*" }.drop { $0 == " " }
    let crashed = lines[start...].drop { !($0.hasPrefix("Thread ") && $0.contains(" crashed")) }
    let frame = crashed.first { $0.contains(" in roundhouse at ") }
    let place = frame.flatMap { $0.split(separator: "/").last } ?? "no code of its own"
    return "\(reason)at \(place)"
  }

  /// What the agent says that it has got at.
  func reached(by id: String) -> [String] {
    lines.filter { $0.contains("reached: ") }.flatMap { line -> [String] in
      guard let root = Self.parse(line), root["agent"]?.string == id else { return [] }
      return Reached.list(root["message"]?.string ?? "")
    }
  }

  private static func parse(_ line: Substring) -> JSONNode? { try? JSONDocument(parsing: Array(line.utf8)).root }
}
