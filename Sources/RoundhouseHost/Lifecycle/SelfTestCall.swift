internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// One call of an agent that is not registered yet, outside of routing.
final class SelfTestCall: Waiter {
  private let word = Atomic<UInt32>(0)
  /// The agent that still owes the completion.
  private let late = Mutex<AgentRecord?>(nil)

  /// Asks the instance and blocks this thread for the answer.
  static func run(_ agent: AgentRecord, _ test: SelfTest, until deadline: Nanoseconds) throws(RoundhouseError)
    -> [UInt8]
  {
    guard let place = agent.manifest.capabilities.firstIndex(where: { $0.name == test.capability }) else {
      throw RoundhouseError(.invalidManifest, "the self test names \(test.capability), which is not declared")
    }
    var places: [UInt32] = []
    CallTable.take(1, into: &places)
    guard let slotPlace = places.first else { throw RoundhouseError(.overloaded, "no place for the self test's call") }
    return try SelfTestCall().run(agent, place, test, slotPlace, deadline)
  }

  private func run(
    _ agent: AgentRecord, _ place: Int, _ test: SelfTest, _ slotPlace: UInt32, _ deadline: Nanoseconds
  ) throws(RoundhouseError) -> [UInt8] {
    let slot = CallTable.slots + Int(slotPlace)
    let capability = agent.manifest.capabilities[place]
    test.input.withUnsafeBytes { payload in
      var name = capability.name
      name.withUTF8 { name in
        slot.setRequest(
          capability: UnsafeRawBufferPointer(name), version: capability.version, payload: payload, deadline: deadline)
      }
    }
    let token = slot.begin(index: slotPlace, instance: agent.instance.number)
    slot.open(token, self)
    let status = agent.instance.invoke(agent.instance.context, token, slot.requestPointer)
    if status != 0 { _ = slot.refuse(token, status: status) } else { wait(until: deadline) }
    // Until the agent completes the call it must not be destroyed.
    agent.inside.add(1, ordering: .relaxed)
    late.withLock { $0 = agent }
    guard slot.isDone(token) || !slot.abandon(token) else {
      throw RoundhouseError(.deadlineExceeded, "no answer in time")
    }
    agent.inside.subtract(1, ordering: .relaxed)
    defer {
      slot.release(token)
      CallTable.give([slotPlace])
    }
    guard slot.pointee.status == 0 else {
      let message = slot.pointee.details?.message ?? ""
      throw RoundhouseError(
        StatusCode.code(of: slot.pointee.status), message.isEmpty ? "status \(slot.pointee.status)" : message)
    }
    return Array(slot.outputBytes)
  }

  func callCompleted(_ token: UInt64) {
    word.store(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  func abandonedCallCompleted(_ token: UInt64) {
    CallTable.release(token)
    late.withLock { $0 }?.inside.subtract(1, ordering: .releasing)
  }

  func chunkAdded(_ token: UInt64) {}

  private func wait(until deadline: Nanoseconds) {
    while word.load(ordering: .acquiring) == 0 {
      let error = withUnsafePointer(to: word) { platform_futex_wait($0, 0, deadline) }
      if error == ETIMEDOUT { return }
    }
  }
}
