internal import CRoundhouse
internal import CPlatform
package import RoundhouseModel
internal import Synchronization

// Calls of agents that live in another process: in the host, where their answers come in, and in the worker, where the
// host's calls are handed on.
extension CallTable {
  /// A call's request is copied, and the other process is about to see it. Whoever makes the call does not look at the
  /// slot's request any more, so from here on the call may end and its place be another one's.
  @inline(__always)
  package static func lend(_ token: UInt64) { slot(token, in: slots).pointee.lent.store(token, ordering: .releasing) }

  /// Whether another process may know of the call. A token that it guesses before it has the call is none of its calls:
  /// to end that one would take the request away from under whoever copies it.
  @inline(__always)
  private static func isLent(_ token: UInt64) -> Bool {
    slot(token, in: slots).pointee.lent.load(ordering: .acquiring) == token
  }

  /// Completes a call with bytes that may be in memory which others can change: they are copied once.
  package static func relay(
    _ payload: UnsafeRawBufferPointer, to token: UInt64, instance: UInt64, _ services: any AgentServices
  ) {
    guard isLent(token) else { return refuseUnlent(token, instance, services) }
    var reply = rh_reply()
    reply.struct_size = 40  // ends behind the payload, as rh_answer's
    reply.payload = rh_bytes(data: payload.baseAddress, size: UInt64(payload.count))
    _ = complete(token, &reply, instance: instance, slots, services)
  }

  /// Completes a call. The payload may be in memory that others can change, the texts not.
  package static func relay(
    _ answer: RelayedReply, to token: UInt64, instance: UInt64, _ services: any AgentServices
  ) {
    guard isLent(token) else { return refuseUnlent(token, instance, services) }
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    reply.status = min(0, answer.status)
    reply.payload = rh_bytes(data: answer.payload.baseAddress, size: UInt64(answer.payload.count))
    reply.retryable = answer.isRetryable ? 1 : 0
    reply.not_started = answer.isNotStarted ? 1 : 0
    reply.input_tokens = answer.usage.inputTokens
    reply.output_tokens = answer.usage.outputTokens
    reply.cost_micros = answer.usage.costMicros
    reply.confidence = answer.usage.confidence
    var (type, code, message) = (answer.contentType, answer.errorCode, answer.message)
    type.withUTF8 { type in
      code.withUTF8 { code in
        message.withUTF8 { message in
          reply.content_type = rh_string(type)
          reply.error_code = rh_string(code)
          reply.message = rh_string(message)
          _ = complete(token, &reply, instance: instance, slots, services)
        }
      }
    }
  }

  @inline(never)
  private static func refuseUnlent(_ token: UInt64, _ instance: UInt64, _ services: any AgentServices) {
    services.misbehaved(reasonRefused(token, instance: instance, slot(token, in: slots)), call: token)
  }

  package enum Emitted { case taken, full, nobodyListens, refused }

  /// Adds a chunk that may be in memory which others can change.
  package static func relayChunk(
    _ chunk: UnsafeRawBufferPointer, to token: UInt64, instance: UInt64, _ services: any AgentServices
  ) -> Emitted {
    guard isLent(token) else {
      refuseUnlent(token, instance, services)
      return .refused
    }
    let bytes = rh_bytes(data: chunk.baseAddress, size: UInt64(chunk.count))
    switch emit(token, bytes, instance: instance, slots, services) {
    case RH_OK: return .taken
    case RH_AGAIN: return .full
    case RH_CANCELLED: return .nobodyListens
    default: return .refused
    }
  }

  /// Ends all calls that an instance's process has, because it has ended. Nothing is held against the agent for that.
  /// A call that is on its way there stays with whoever makes it: he learns that nobody takes it.
  /// - Returns: how many there were.
  @discardableResult
  package static func failAll(of instance: UInt64, _ error: RoundhouseError) -> Int {
    var count = 0
    for place in 0..<touched {
      let slot = slots + place
      let word = slot.pointee.word.load(ordering: .acquiring)
      if CallSlot.States.owed >> (word & 7) & 1 != 0 || word & 7 == CallSlot.State.writing,
        isLent(word >> 3), fail(word >> 3, of: instance, error)
      {
        count += 1
      }
    }
    return count
  }

  /// Ends one call in its agent's place, if it is still owed.
  /// - Returns: whether it was.
  @discardableResult
  package static func fail(_ token: UInt64, of instance: UInt64, _ error: RoundhouseError) -> Bool {
    let slot = slot(token, in: slots)
    guard let state = slot.lock(token, CallSlot.States.owed) else { return false }
    guard slot.pointee.instance == instance else {
      slot.pointee.word.store(token << 3 | state, ordering: .releasing)
      return false
    }
    let waiter = state == CallSlot.State.open ? nil : slot.pointee.waiter
    let isAbandoned = state == CallSlot.State.abandoned
    if !isAbandoned { slot.fail(error) }
    slot.pointee.word.store(token << 3 | CallSlot.State.done, ordering: .releasing)
    if isAbandoned { waiter?.abandonedCallCompleted(token) } else { waiter?.callCompleted(token) }
    return true
  }

  /// Whether nobody has to wait for the call: it is complete, given up, or long another one's place.
  @inline(__always)
  package static func isOver(_ token: UInt64) -> Bool {
    let word = slot(token, in: slots).pointee.word.load(ordering: .acquiring)
    let awaited = CallSlot.States.listening | 1 << CallSlot.State.writing
    return word >> 3 != token || awaited >> (word & 7) & 1 == 0
  }

  /// The slot at a place that another process' table has chosen: theirs and ours have the same places.
  package static func adopt(_ token: UInt64) -> UnsafeMutablePointer<CallSlot> {
    let slot = slot(token, in: slots)
    // Reserved memory is zeroed, so a slot that was never prepared has no address.
    if slot.pointee.requestAddress == nil { slot.prepare() }
    return slot
  }
}

extension UnsafeMutablePointer<CallSlot> {
  /// Takes a complete call's answer, which is then this thread's alone until `release`.
  /// - Returns: false if the call is not complete, or somebody else has taken it.
  @inline(__always)
  package func takeAnswer(_ token: UInt64) -> Bool {
    pointee.word.compareExchange(
      expected: token << 3 | CallSlot.State.done, desired: token << 3 | CallSlot.State.taken,
      ordering: .acquiringAndReleasing
    ).exchanged
  }

  /// Whether the answer that was taken is a success that says nothing but its bytes.
  @inline(__always)
  package var isPlainAnswer: Bool { pointee.status == RH_OK && pointee.details == nil && !pointee.isStreaming }

  /// Whether the call is still to be answered.
  package func isOwed(_ token: UInt64) -> Bool {
    let word = pointee.word.load(ordering: .acquiring)
    let owed = CallSlot.States.owed | 1 << CallSlot.State.writing
    return word >> 3 == token && owed >> (word & 7) & 1 != 0
  }

  /// Registers who is told of the completion of a call that was opened without anybody, and may be given up by now.
  /// - Returns: false if it is complete.
  package func keep(_ token: UInt64, _ waiter: any Waiter) -> Bool {
    guard let state = lock(token, CallSlot.States.owed) else { return false }
    pointee.waiter = waiter
    let kept = state == CallSlot.State.open ? CallSlot.State.waiting : state
    pointee.word.store(token << 3 | kept, ordering: .releasing)
    return true
  }

  /// Nobody waits for the call any more: whoever has it is told so when he asks, and still completes it.
  /// - Returns: false if it is complete already.
  package func giveUp(_ token: UInt64, _ waiter: any Waiter) -> Bool {
    guard lock(token, CallSlot.States.listening) != nil else { return false }
    pointee.waiter = waiter
    pointee.word.store(token << 3 | CallSlot.State.abandoned, ordering: .releasing)
    signalRoom()
    return true
  }

  fileprivate func fail(_ error: RoundhouseError) {
    pointee.outputCount = 0
    pointee.status = StatusCode.status(of: error.code)
    pointee.isRetryable = error.isRetryable
    pointee.isNotStarted = !error.hasStarted
    setDetails(ReplyDetails(agentCode: error.agentCode, message: error.message))
  }
}
