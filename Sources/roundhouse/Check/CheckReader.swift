internal import Glibc
internal import RoundhouseAssembly
internal import RoundhouseModel

/// Reads the lines of a check's child, and knows in which step it was when they stopped.
struct CheckReader {
  /// The manifest's.
  private let path: String
  private var buffer: [UInt8] = []
  private var findings: [Finding] = []
  /// The step that has begun and not ended.
  private var step = ""
  private var isFinished = false

  init(path: String) { self.path = path }

  static func line(_ event: AgentCheck.Event) -> [UInt8] {
    var json = JSONWriter()
    switch event {
    case .begins(let step):
      json.beginObject()
      json.member("begins", step)
      json.endObject()
    case .found(let finding): finding.write(to: &json)
    }
    return json.bytes + [10]
  }

  /// The last line: without it the process has ended in the middle.
  static let end = Array("{\"end\":true}\n".utf8)

  mutating func take(_ bytes: some Collection<UInt8>) {
    buffer.append(contentsOf: bytes)
    while let end = buffer.firstIndex(of: 10) {
      if let node = (try? JSONDocument(parsing: Array(buffer[..<end])))?.root { take(node) }
      buffer.removeFirst(end + 1)
    }
  }

  private mutating func take(_ node: JSONNode) {
    if let finding = Finding(node) {
      findings.append(finding)
      step = ""
    } else if let begun = node["begins"]?.string {
      step = begun
    } else {
      isFinished = node.isTrue("end")
    }
  }

  /// All findings, and at their end how the process ended if that was not as it should.
  /// - Parameter status: as `waitpid` tells it.
  consuming func finish(status: Int32, isInTime: Bool) -> [Finding] {
    let place = step.isEmpty ? "after its last step" : "while \(Self.activity(step))"
    let name = step.isEmpty ? "process" : step
    let signal = status & 0x7F
    if !isInTime {
      findings.append(
        .bad(
          name, "did not come back in time \(place)",
          remedy: "look for an endless loop or a wait; --timeout gives it longer"))
    } else if signal != 0 {
      findings.append(
        .bad(
          name, "crashed \(place): \(SignalName.of(signal))",
          remedy: "run the agent under a debugger: gdb --args roundhouse check-child \(path)"))
    } else if !isFinished {
      findings.append(
        .bad(
          name, "ended the process \(place), with status \(status >> 8 & 0xFF)", remedy: "an agent must never call exit"
        ))
    }
    return findings
  }

  private static func activity(_ step: String) -> String {
    switch step {
    case "manifest": "its manifest was read"
    case "library": "its library was looked at"
    case "loading": "its library was loaded (a constructor, or the entry)"
    case "creating": "it was created"
    case "ending": "it was drained and destroyed"
    default: "answering \(step)"
    }
  }
}
