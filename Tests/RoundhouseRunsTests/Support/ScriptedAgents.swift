internal import RoundhouseModel
internal import Synchronization

/// Agents that answer what a script says, and keep a log of what they were asked: the outside world of a run.
final class ScriptedAgents: Invoking {
  struct Ask: Sendable, Equatable {
    var capability: String
    var input: String
    var key: String
  }

  typealias Answer = @Sendable (Ask, Int) async throws(RoundhouseError) -> String

  private let answer: Answer
  private let log = Mutex<[Ask]>([])

  /// - Parameter answer: is given what is asked, and how often the same capability was asked before.
  init(_ answer: @escaping Answer = { ask, _ in "\"\(ask.capability)\"" }) { self.answer = answer }

  var asked: [Ask] { log.withLock { $0 } }
  var capabilities: [String] { asked.map(\.capability) }

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    let ask = Ask(
      capability: capability, input: String(decoding: payload, as: UTF8.self), key: options.idempotencyKey)
    let before = log.withLock { log in
      defer { log.append(ask) }
      return log.count { $0.capability == capability }
    }
    return Payload(bytes: Array(try await answer(ask, before).utf8), agent: "scripted")
  }
}
