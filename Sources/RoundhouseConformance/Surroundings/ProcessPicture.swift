internal import CPlatform
internal import Glibc

/// All of a process that is not any agent's to change, at one moment.
struct ProcessPicture: Sendable {
  private let facts: [(name: String, value: String)]

  init() {
    var facts = [(name: String, value: String)]()
    facts.append(("the locale", setlocale(LC_ALL, nil).map { String(cString: $0) } ?? ""))
    facts.append(("the working folder", ProcessPicture.workingFolder()))
    facts.append(("the umask", ProcessPicture.line("Umask:", in: "/proc/self/status")))
    facts.append(
      ("the signal mask of its caller's thread", ProcessPicture.line("SigBlk:", in: "/proc/thread-self/status")))
    facts.append(("the processors it may run on", ProcessPicture.line("Cpus_allowed:", in: "/proc/thread-self/status")))
    facts.append(("its rights (no_new_privs)", ProcessPicture.line("NoNewPrivs:", in: "/proc/self/status")))
    facts.append(("a limit (setrlimit)", FileBytes.text("/proc/self/limits")))
    facts.append(("a timer (timer_create)", FileBytes.text("/proc/self/timers")))
    facts.append(("an interval timer (setitimer)", ProcessPicture.intervalTimers()))
    facts.append(("the environment", ProcessPicture.environment()))
    facts.append(("where a standard stream goes", ProcessPicture.streams()))
    for signal in Int32(1)...64 { facts.append(("the handler of signal \(signal)", ProcessPicture.handler(signal))) }
    self.facts = facts
  }

  /// What is not as it was, a name and both values each.
  func changes(since earlier: ProcessPicture) -> [String] {
    zip(earlier.facts, facts).compactMap { before, after in
      guard before.value != after.value else { return nil }
      let (old, new) = ProcessPicture.difference(before.value, after.value)
      return "\(after.name): \(old) became \(new)"
    }
  }

  /// The lines that differ; long ones are cut.
  private static func difference(_ before: String, _ after: String) -> (String, String) {
    let (old, new) = (before.split(separator: "\n"), after.split(separator: "\n"))
    let gone = old.filter { !new.contains($0) }.map(String.init).joined(separator: ", ")
    let come = new.filter { !old.contains($0) }.map(String.init).joined(separator: ", ")
    return (short(gone), short(come))
  }

  private static func short(_ text: String) -> String {
    text.isEmpty ? "nothing" : "\"" + text.split(separator: " ").joined(separator: " ").prefix(100) + "\""
  }

  private static func line(_ key: String, in path: String) -> String {
    FileBytes.text(path).split(separator: "\n").first { $0.hasPrefix(key) }.map(String.init) ?? ""
  }

  private static func workingFolder() -> String {
    var room = [CChar](repeating: 0, count: 4_096)
    return getcwd(&room, room.count).map { String(cString: $0) } ?? ""
  }

  /// The names of this process' variables, but for those that change how programs are loaded.
  static var variableNames: [String] {
    variables().compactMap { $0.split(separator: "=", maxSplits: 1).first.map(String.init) }
      .filter { !$0.hasPrefix("LD_") }
  }

  private static func environment() -> String { variables().joined(separator: "\n") }

  private static func variables() -> [String] {
    var lines: [String] = []
    var next = platform_environment()
    while let entry = next?.pointee {
      lines.append(String(cString: entry))
      next = next.map { $0 + 1 }
    }
    return lines.sorted()
  }

  /// Whether each timer runs, not how much is left of it.
  private static func intervalTimers() -> String {
    [ITIMER_REAL, ITIMER_VIRTUAL, ITIMER_PROF].map { which in
      var timer = itimerval()
      getitimer(which, &timer)
      return timer.it_value.tv_sec == 0 && timer.it_value.tv_usec == 0 ? "off" : "running"
    }.joined(separator: " ")
  }

  private static func streams() -> String {
    (Int32(0)...2).map { stream in
      var status = stat()
      guard fstat(stream, &status) == 0 else { return "\(stream) is closed" }
      return "\(stream) is \(status.st_dev):\(status.st_ino)"
    }.joined(separator: "\n")
  }

  /// The address of the handler; the flags would differ with the C library's own.
  private static func handler(_ signal: Int32) -> String {
    var action = sigaction()
    guard sigaction(signal, nil, &action) == 0 else { return "" }
    return withUnsafeBytes(of: &action) { String($0.load(as: UInt.self), radix: 16) }
  }
}
