internal import RoundhouseModel
internal import Synchronization

/// Agents that answer what a script says, and keep a log of what they were asked: the outside world of a run. As a host
/// does, they are given up at the deadline, whatever the script is doing.
final class ScriptedAgents: Invoking {
  struct Ask: Sendable, Equatable {
    var capability: String
    var agent: String
    var input: String
    var key: String
  }

  struct Span: Sendable {
    var capability: String
    var began: Nanoseconds
    var ended: Nanoseconds
  }

  typealias Answer = @Sendable (Ask, Int) async throws -> String

  private let answer: Answer
  private let log = Mutex<[Ask]>([])
  private let done = Mutex<[Span]>([])

  /// - Parameter answer: is given what is asked, and how often the same capability was asked before.
  init(_ answer: @escaping Answer = { ask, _ in "\"\(ask.capability)\"" }) { self.answer = answer }

  var asked: [Ask] { log.withLock { $0 } }
  var capabilities: [String] { asked.map(\.capability) }
  /// When each answer was on its way, in the order of their ends.
  var spans: [Span] { done.withLock { $0 } }

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    let ask = Ask(capability: capability, agent: options.agent, input: payload.text, key: options.idempotencyKey)
    let before = log.withLock { log in
      defer { log.append(ask) }
      return log.count { $0.capability == capability }
    }
    let began = SystemClock().now
    defer {
      let span = Span(capability: capability, began: began, ended: SystemClock().now)
      done.withLock { $0.append(span) }
    }
    let result = await result(of: ask, before, deadline: options.deadline)
    return Payload(bytes: Array(try result.get().utf8), agent: options.agent.isEmpty ? "scripted" : options.agent)
  }

  private func result(of ask: Ask, _ before: Int, deadline: Nanoseconds) async -> Result<String, RoundhouseError> {
    await withTaskGroup(of: Result<String, RoundhouseError>.self) { [answer] group in
      group.addTask {
        do {
          return .success(try await answer(ask, before))
        } catch let error as RoundhouseError {
          return .failure(error)
        } catch {
          return .failure(RoundhouseError(.cancelled, "called off", hasStarted: true))
        }
      }
      if deadline != 0 {
        group.addTask {
          let left = deadline &- min(deadline, SystemClock().now)
          do { try await Task.sleep(for: .nanoseconds(Int64(left))) } catch {
            return .failure(RoundhouseError(.cancelled, "called off", hasStarted: true))
          }
          return .failure(RoundhouseError(.deadlineExceeded, "no answer in time", hasStarted: true))
        }
      }
      let first = await group.next() ?? .failure(RoundhouseError(.internal, "nobody answered"))
      group.cancelAll()
      return first
    }
  }
}

/// An agent that never answers.
func hang() async throws -> String {
  try await Task.sleep(for: .seconds(3600))
  return ""
}

extension [UInt8] {
  var text: String { String(decoding: self, as: UTF8.self) }
}

extension ScriptedAgents {
  /// Agents of which those of one capability fail.
  static func failing(_ capability: String) -> ScriptedAgents {
    ScriptedAgents { ask, _ in
      if ask.capability == capability { throw RoundhouseError(.agentError, "sold out", agentCode: "no") }
      return "\"\(ask.capability)\""
    }
  }
}
