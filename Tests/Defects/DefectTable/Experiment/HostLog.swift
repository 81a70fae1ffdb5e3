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

  /// Where the host's process crashed, from what the runtime wrote down: a line of its own, or somebody's library.
  var crash: String {
    // "*** Program crashed: Bad pointer dereference ***", and the frames below "Thread 9 … crashed:".
    let isHead = { (line: Substring) in
      line.hasPrefix("*** ") && line.hasSuffix(" ***") && !line.hasPrefix("*** Signal")
    }
    guard let start = lines.firstIndex(where: isHead) else { return "" }
    let reason = lines[start].drop { $0 == "*" || $0 == " " }.prefix { $0 != "*" }
    let frames = lines[start...].drop { !($0.hasPrefix("Thread ") && $0.hasSuffix("crashed:")) }
    let frame = frames.dropFirst().first { $0.contains(" in ") && !$0.contains("<compiler-generated>") } ?? ""
    let place = frame.contains(".swift:") ? frame.split(separator: "/").last : frame.split(separator: " in ").last
    return "\(reason)in \(place ?? "what cannot be told")"
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
