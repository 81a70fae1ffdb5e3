internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// An agent whose code is a document: each call is a run.
final class WorkflowInstance: AgentInstance {
  let number: UInt64
  let invoke: InvokeFunction = { context, token, request in
    Unmanaged<WorkflowInstance>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.begin(token, LentRequest(request)) }
    return 0
  }
  private let workflow: any PublishedWorkflow
  private let services: InstanceServices
  private let tasks = Mutex<[UInt64: Task<Void, Never>]>([:])

  init(_ workflow: any PublishedWorkflow, services: InstanceServices, number: UInt64) {
    self.workflow = workflow
    self.services = services
    self.number = number
  }

  /// Valid as long as somebody holds the instance; the host does until after `destroy`.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }
  /// It is as healthy as those that it asks.
  var reportsHealth: Bool { false }

  func resume(_ token: UInt64) {}
  func checkHealth() -> HealthReport { HealthReport(state: .healthy) }
  func drain(until deadline: Nanoseconds) {}
  func cancel(_ token: UInt64) { tasks.withLock { $0[token] }?.cancel() }
  func destroy() { for task in tasks.withLock({ Array($0.values) }) { task.cancel() } }

  private func begin(_ token: UInt64, _ request: LentRequest) {
    let call = PublishedCall(
      input: Array(request.payload), idempotencyKey: String(decoding: request.texts[2], as: UTF8.self),
      deadline: request.deadline, agents: InstanceCalls(services: services, token: token))
    // The task may be through before it is kept, so both happen under the lock.
    tasks.withLock { tasks in
      tasks[token] = Task.detached { [self] in await carryOut(call, token) }
    }
  }

  private func carryOut(_ call: PublishedCall, _ token: UInt64) async {
    let result: Result<Payload, RoundhouseError>
    do throws(RoundhouseError) { result = .success(try await workflow.perform(call)) } catch {
      result = .failure(error)
    }
    tasks.withLock { _ = $0.removeValue(forKey: token) }
    switch result {
    case .success(let payload):
      payload.bytes.withUnsafeBytes { CallTable.succeed(token, $0, instance: number, services) }
    case .failure(let error): CallTable.fail(token, error, instance: number, services)
    }
  }
}
