// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse
internal import Synchronization

/// What stands behind `rh_agent`: one agent and its open calls.
///
/// Retained once by `create` and released by `destroy`; tasks retain it while they run.
final class Instance: Sendable {
  let link: HostLink
  // Set here and by `close` alone, which begins after the last call and waits for the last task.
  nonisolated(unsafe) private var agent: (any Agent)?
  nonisolated(unsafe) private var immediate: (any ImmediateAgent)?
  private let cells = Guarded<[rh_call: CallCell]>([:])
  /// Tasks that have not come to their end, completed or not.
  private let tasks = Atomic<Int>(0)
  private let isDraining = Atomic<Bool>(false)

  init(_ type: any Agent.Type, _ link: HostLink) throws {
    self.link = link
    agent = try type.init(HostServices(link: link))
    immediate = agent as? any ImmediateAgent
  }

  /// The instance that a function of the table was called for. The host's reference stays.
  static func behind(_ agent: OpaquePointer) -> Instance {
    Unmanaged<Instance>.fromOpaque(UnsafeRawPointer(agent)).takeUnretainedValue()
  }

  /// The instance together with the host's reference, which ends here.
  static func taking(_ agent: OpaquePointer) -> Instance {
    Unmanaged<Instance>.fromOpaque(UnsafeRawPointer(agent)).takeRetainedValue()
  }

  /// `invoke`: answers at once, or copies the request and starts a task. An instance thread of the host.
  func begin(_ token: rh_call, _ request: UnsafePointer<rh_request>) -> rh_status {
    let borrowed = BorrowedRequest(request)
    if let immediate, hasAnswered(immediate, token, borrowed) { return RH_OK }
    let cell = CallCell(link, token)
    let call = borrowed.call(cell)
    cells.withLock { $0[token] = cell }
    let task = start { [self] in
      let outcome = await outcome(of: call)
      // Before it completes: afterwards the token may be another call's.
      _ = cells.withLock { $0.removeValue(forKey: token) }
      cell.close()
      link.complete(token, outcome)
    }
    cell.attach(task)
    return RH_OK
  }

  /// `resume`: there is room for chunks again. An instance thread of the host.
  func resume(_ token: rh_call) { cell(token)?.wake() }

  /// `cancel`: nobody waits any more. Any thread, at any time between `begin` and the completion.
  func cancel(_ token: rh_call) { cell(token)?.cancel() }

  /// `health`: the agent's own opinion. `out` is the host's, with room for the text.
  func health(_ out: UnsafeMutablePointer<rh_health>) -> rh_status {
    let (state, message) =
      switch openAgent.health() {
      case .healthy: (RH_HEALTHY, "")
      case .degraded(let message): (RH_DEGRADED, message)
      case .unhealthy(let message): (RH_UNHEALTHY, message)
      }
    out.pointee.state = state
    write(message, to: out.pointee.message, capacity: Int(out.pointee.message_capacity))
    return RH_OK
  }

  /// `drain`: the host's thread waits for the agent; at the deadline the agent's task is cancelled.
  func drain(until deadline: UInt64) -> rh_status {
    isDraining.store(true, ordering: .relaxed)
    let task = start { [self] in
      await openAgent.drain(until: deadline)
      isDraining.store(false, ordering: .releasing)
    }
    if holdThread(until: deadline, { !isDraining.load(ordering: .acquiring) }) { return RH_OK }
    task.cancel()
    return RH_DEADLINE_EXCEEDED
  }

  /// `destroy`: every call is complete, so what is left of the tasks is their last few instructions.
  ///
  /// The agent ends here, on the host's thread, so that its `deinit` still finds the host.
  func close() {
    _ = holdThread { tasks.load(ordering: .acquiring) == 0 }
    immediate = nil
    agent = nil
  }

  var openAgent: any Agent {
    guard let agent else { preconditionFailure("the host used an agent that it had destroyed") }
    return agent
  }

  private func cell(_ token: rh_call) -> CallCell? { cells.withLock { $0[token] } }

  /// The one place where tasks begin that nobody awaits; `close` waits for them.
  func start(_ body: @escaping @Sendable () async -> Void) -> Task<Void, Never> {
    tasks.add(1, ordering: .relaxed)
    return Task.detached { [self] in
      await body()
      tasks.subtract(1, ordering: .releasing)
    }
  }

  private func outcome(of call: Call) async -> Outcome {
    do {
      return .reply(try await openAgent.respond(to: call))
    } catch {
      return .failure(AgentError(describing: error))
    }
  }

  /// Whether the agent has answered on the spot.
  private func hasAnswered(_ agent: any ImmediateAgent, _ token: rh_call, _ request: BorrowedRequest) -> Bool {
    do {
      guard let reply = try agent.answer(ImmediateCall(link: link, token: token, request: request)) else {
        return false
      }
      link.complete(token, .reply(reply))
    } catch {
      link.complete(token, .failure(AgentError(describing: error)))
    }
    return true
  }
}
