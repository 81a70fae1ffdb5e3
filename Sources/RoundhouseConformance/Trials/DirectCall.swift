internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// One call of an instance on this thread, without a host between: what is measured is the agent.
final class DirectCall: Waiter {
  enum Outcome: Sendable {
    case answered([UInt8])
    case refused(Int32, String)
    /// Not completed in time.
    case late
  }

  /// What invoke did with the thread that it was called on.
  struct Hold: Sendable {
    var time: Nanoseconds = 0
    var processor: Nanoseconds = 0
    var waits: UInt64 = 0
  }

  private(set) var outcome: Outcome {
    get { result.withLock { $0.outcome } }
    set { result.withLock { $0.outcome = newValue } }
  }
  var hold: Hold { result.withLock { $0.hold } }
  /// 0 before the agent has been asked.
  var token: UInt64 { given.load(ordering: .acquiring) }

  private struct Result { var outcome = Outcome.late, hold = Hold() }
  private let result = Mutex(Result())
  private let given = Atomic<UInt64>(0)
  private let word = Atomic<UInt32>(0)
  /// The request in memory of its own, taken away when the call is complete.
  private let lent = Mutex<ProbedRequest?>(nil)

  /// Asks and waits.
  /// - Parameters:
  ///   - patience: how long after invoke the completion is waited for.
  ///   - requestSize: if given, the request lies in memory of its own, which ends there.
  func run(
    _ target: DirectTarget, _ capability: Capability, _ payload: [UInt8], deadline: Nanoseconds,
    patience: Nanoseconds = .seconds(10), requestSize: Int? = nil
  ) -> Outcome {
    var places: [UInt32] = []
    CallTable.take(1, into: &places)
    guard let place = places.first else { fatalError("no place for a call") }
    let slot = CallTable.slots + Int(place)
    var name = capability.name
    name.withUTF8 { name in
      payload.withUnsafeBytes {
        slot.setRequest(
          capability: UnsafeRawBufferPointer(name), version: capability.version, payload: $0, deadline: deadline)
      }
    }
    let request = requestSize.map { ProbedRequest(of: slot, size: $0) }
    lent.withLock { $0 = request }
    let token = slot.begin(index: place, instance: target.number)
    slot.open(token, self)
    given.store(token, ordering: .releasing)
    let status = invoke(target, token, request?.pointer ?? slot.requestPointer)
    if status != 0 {
      _ = slot.refuse(token, status: status)
    } else {
      wait(until: platform_now() &+ patience)
    }
    return finish(slot, token, place)
  }

  private func invoke(_ target: DirectTarget, _ token: UInt64, _ request: UnsafeRawPointer) -> Int32 {
    let (processor, waits, begun) = (platform_thread_cpu(), platform_thread_waits(), platform_now())
    let status = target.invoke(target.context, token, request)
    let hold = Hold(
      time: platform_now() - begun, processor: platform_thread_cpu() - processor, waits: platform_thread_waits() - waits
    )
    result.withLock { $0.hold = hold }
    return status
  }

  private func finish(_ slot: UnsafeMutablePointer<CallSlot>, _ token: UInt64, _ place: UInt32) -> Outcome {
    guard slot.isDone(token) || !slot.abandon(token) else { return .late }
    defer {
      slot.release(token)
      CallTable.give([place])
    }
    let status = slot.pointee.status
    outcome = status == 0 ? .answered(Array(slot.outputBytes)) : .refused(status, slot.pointee.details?.message ?? "")
    return outcome
  }

  func callCompleted(_ token: UInt64) {
    lent.withLock { $0 }?.takeAway()
    word.store(1, ordering: .releasing)
    withUnsafePointer(to: word) { platform_futex_wake($0, 1) }
  }

  func abandonedCallCompleted(_ token: UInt64) { CallTable.release(token) }
  func chunkAdded(_ token: UInt64) {}

  private func wait(until deadline: Nanoseconds) {
    while word.load(ordering: .acquiring) == 0 {
      let error = withUnsafePointer(to: word) { platform_futex_wait($0, 0, deadline) }
      if error == ETIMEDOUT { return }
    }
  }
}
