package import RoundhouseModel
internal import Synchronization

/// Agents that say in the log that they were asked, and then do what their name says.
package final class LifeAgents: Invoking {
  private let log: LifeLog
  private let isDead: @Sendable () -> Bool
  /// How often each key was asked with, in all lives.
  private let asked: Mutex<[String: Int]>

  /// - Parameters:
  ///   - before: what earlier lives have left in the log.
  ///   - isDead: whether the machine has no power any more; then nobody is there who could be asked.
  package init(_ log: LifeLog, before: [LifeLog.Line], isDead: @escaping @Sendable () -> Bool) {
    self.log = log
    self.isDead = isDead
    let keys = before.compactMap { line in if case .asked(let key) = line { key } else { nil } }
    asked = Mutex(Dictionary(keys.map { ($0, 1) }) { $0 + $1 })
  }

  package func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    let count = try note(options.idempotencyKey)
    switch capability {
    case "shaky" where count <= 2:
      throw RoundhouseError(.agentError, "not yet", agent: "life", isRetryable: true, hasStarted: true)
    case "broken":
      throw RoundhouseError(.agentError, "never", agent: "life", agentCode: "never", hasStarted: true)
    case "slow":
      do { try await Task.sleep(for: .milliseconds(2)) } catch { throw RoundhouseError(.cancelled, "given up") }
    default: break
    }
    if let reply = Self.replies[capability] ?? Self.reply(capability) {
      return Payload(bytes: Array(reply.utf8), agent: "life")
    }
    return Payload(bytes: payload + Array(".\(capability)".utf8), agent: "life")
  }

  /// What agents of patterns answer.
  private static let replies = [
    "chat": #"{"content":"Let us begin with the first.","confidence":0.9}"#,
    "vote": #"{"choice":"agree","confidence":0.8,"reason":"it is good"}"#,
    "text.write": #"{"text":"Because.","confidence":0.5}"#,
    "memory.store": #"{"id":"f1"}"#,
    "memory.retrieve": #"{"facts":[{"id":"f1","fact":"It is so.","score":0.9}]}"#,
  ]

  private static func reply(_ capability: String) -> String? {
    if capability.hasPrefix("json.") { return #"{"text":"\#(capability)"}"# }
    guard capability.hasPrefix("review.") else { return nil }
    return
      #"{"findings":[{"file":"x","line":1,"severity":"major","rule":"\#(capability)","message":"\#(capability)"}]}"#
  }

  /// Says that somebody was asked.
  /// - Returns: how often with this key, this time included.
  @discardableResult
  package func note(_ key: String) throws(RoundhouseError) -> Int {
    if isDead() { throw RoundhouseError(.unreachable, "the power is gone") }
    log.add(.asked(key))
    return asked.withLock { asked in
      asked[key, default: 0] += 1
      return asked[key] ?? 1
    }
  }
}
