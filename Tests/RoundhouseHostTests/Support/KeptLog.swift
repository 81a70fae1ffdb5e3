import RoundhouseModel
import Synchronization

/// Keeps what was logged, and shows it to nobody but the test.
final class KeptLog: Logging {
  struct Line: Sendable {
    var level: LogLevel
    var message: String
    var fields: LogFields
  }

  private let kept = Mutex<[Line]>([])
  var lines: [Line] { kept.withLock { $0 } }

  func log(_ level: LogLevel, _ message: String, _ fields: LogFields) {
    kept.withLock { $0.append(Line(level: level, message: message, fields: fields)) }
  }

  /// How many lines have such words.
  func count(_ words: String, agent: String = "") -> Int {
    lines.count { $0.message.contains(words) && (agent.isEmpty || $0.fields.agent == agent) }
  }

  /// What follows the words in the last such line.
  func last(after words: String) -> String? {
    lines.last { $0.message.hasPrefix(words) }.map { String($0.message.dropFirst(words.count)) }
  }
}

/// Keeps agents' own figures.
final class KeptMetrics: Metering {
  private let kept = Mutex<[String: Double]>([:])
  var values: [String: Double] { kept.withLock { $0 } }

  func record(_ kind: MetricKind, _ name: String, _ value: Double, agent: String) throws(RoundhouseError) {
    kept.withLock { $0["\(agent) \(name)", default: 0] += value }
  }
}
