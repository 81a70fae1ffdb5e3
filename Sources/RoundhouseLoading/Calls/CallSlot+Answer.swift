internal import CRoundhouse
internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

// The agent's side of a slot: chunks, one completion, and nothing else. Static functions over the slot's pointer,
// because two threads may come at once and only one of them gets past the word.
extension CallTable {
  /// Takes an agent's answer. Any thread.
  /// - Returns: what `rh_host.complete` returns.
  static func complete(
    _ token: UInt64, _ reply: UnsafePointer<rh_reply>, instance: UInt64, _ slots: UnsafeMutablePointer<CallSlot>,
    _ services: @autoclosure () -> any AgentServices
  ) -> rh_status {
    let slot = slot(token, in: slots)
    let swap = slot.pointee.word.compareExchange(
      expected: token << 3 | CallSlot.State.open, desired: token << 3 | CallSlot.State.writing,
      ordering: .acquiringAndReleasing)
    guard swap.exchanged, slot.pointee.instance == instance else {
      if swap.exchanged { slot.pointee.word.store(token << 3 | CallSlot.State.open, ordering: .releasing) }
      return completeSlowly(token, reply, instance: instance, slot, services())
    }
    if writePlainly(reply, to: slot) {
      slot.pointee.word.store(token << 3 | CallSlot.State.done, ordering: .releasing)
      return RH_OK
    }
    let broken = write(reply, to: slot, services())
    slot.pointee.word.store(token << 3 | CallSlot.State.done, ordering: .releasing)
    guard let broken else { return RH_OK }
    services().misbehaved(broken, call: token)
    return RH_MISBEHAVED
  }

  /// All completions but that of a call whose invoke still runs and that nobody waits for yet.
  private static func completeSlowly(
    _ token: UInt64, _ reply: UnsafePointer<rh_reply>, instance: UInt64, _ slot: UnsafeMutablePointer<CallSlot>,
    _ services: any AgentServices
  ) -> rh_status {
    guard let state = slot.lock(token, CallSlot.States.owed) else {
      services.misbehaved(reasonRefused(token, instance: instance, slot), call: token)
      return RH_MISBEHAVED
    }
    guard slot.pointee.instance == instance else {
      slot.pointee.word.store(token << 3 | state, ordering: .releasing)
      services.misbehaved(.foreignCompletion, call: token)
      return RH_MISBEHAVED
    }
    // Read before the word is stored: after that the slot may be another call's.
    let waiter = state == CallSlot.State.open ? nil : slot.pointee.waiter
    let isAbandoned = state == CallSlot.State.abandoned
    let broken = isAbandoned ? nil : write(reply, to: slot, services)
    slot.pointee.word.store(token << 3 | CallSlot.State.done, ordering: .releasing)
    if let broken { services.misbehaved(broken, call: token) }
    if isAbandoned {
      waiter?.abandonedCallCompleted(token)
      return RH_DEADLINE_EXCEEDED
    }
    waiter?.callCompleted(token)
    return broken == nil ? RH_OK : RH_MISBEHAVED
  }

  /// Says why a token was refused.
  static func reasonRefused(
    _ token: UInt64, instance: UInt64, _ slot: UnsafeMutablePointer<CallSlot>
  ) -> Misbehaviour {
    let current = slot.pointee.word.load(ordering: .acquiring) >> 3
    return token == 0 || token >> 16 > current >> 16 ? .unknownCall : .doubleCompletion
  }

  /// Adds a chunk. Any thread. Never blocks.
  /// - Parameter wantsResume: whether the agent's `resume` is to be called after `RH_AGAIN`.
  static func emit(
    _ token: UInt64, _ chunk: rh_bytes, instance: UInt64, _ slots: UnsafeMutablePointer<CallSlot>,
    _ services: any AgentServices, wantsResume: Bool = true
  ) -> rh_status {
    let slot = slot(token, in: slots)
    guard let state = slot.lock(token, CallSlot.States.listening) else {
      if slot.pointee.word.load(ordering: .acquiring) == token << 3 | CallSlot.State.abandoned { return RH_CANCELLED }
      services.misbehaved(.emitAfterCompletion, call: token)
      return RH_MISBEHAVED
    }
    var status = RH_MISBEHAVED
    var broken: Misbehaviour?
    if slot.pointee.instance != instance {
      broken = .foreignCompletion
    } else if chunk.data == nil && chunk.size > 0 || chunk.size > UInt64(Int32.max) {
      broken = .wrongSize
    } else if slot.pointee.isStreaming, slot.pointee.outputCount > 0,
      slot.pointee.outputCount + Int(chunk.size) > streamRoom
    {
      if wantsResume { slot.pointee.wantsResume = true }
      status = RH_AGAIN
    } else if !slot.append(UnsafeRawBufferPointer(start: chunk.data, count: Int(chunk.size)), services) {
      broken = .replyTooLarge
      slot.pointee.hasOverflown = true
    } else {
      status = RH_OK
    }
    let waiter = status == RH_OK && slot.pointee.isStreaming ? slot.pointee.waiter : nil
    slot.pointee.word.store(token << 3 | state, ordering: .releasing)
    if let broken { services.misbehaved(broken, call: token) }
    if state == CallSlot.State.waiting { waiter?.chunkAdded(token) }
    return status
  }

  /// Adds a chunk, and sleeps as long as there is no room for it.
  static func emitWaiting(
    _ token: UInt64, _ chunk: rh_bytes, instance: UInt64, _ slots: UnsafeMutablePointer<CallSlot>,
    _ services: any AgentServices
  ) -> rh_status {
    let slot = slot(token, in: slots)
    while true {
      // Looked at before the attempt: room that is made after it changes the word, and nobody sleeps.
      let seen = slot.pointee.room.load(ordering: .acquiring)
      let status = emit(token, chunk, instance: instance, slots, services, wantsResume: false)
      guard status == RH_AGAIN else { return status }
      withUnsafePointer(to: slot.pointee.room) {
        _ = platform_futex_wait($0, seen, platform_now() + .milliseconds(500))
      }
    }
  }

  /// Copies the reply of an agent that says nothing but its payload, which fits where the last one was.
  /// - Returns: false if it is none of these; then nothing was changed.
  @inline(__always)
  private static func writePlainly(
    _ reply: UnsafePointer<rh_reply>, to slot: UnsafeMutablePointer<CallSlot>
  ) -> Bool {
    let size = Int(reply.pointee.struct_size)
    guard reply.pointee.status == RH_OK, CallSlot.typeToKeep(reply.pointee.content_type) == 0 else { return false }
    if size != briefReply {
      guard size == MemoryLayout<rh_reply>.size else { return false }
      let texts = reply.pointee.error_code.size | reply.pointee.message.size
      let usage = reply.pointee.input_tokens | reply.pointee.output_tokens | reply.pointee.cost_micros
      guard texts | usage == 0, reply.pointee.confidence == 0 else { return false }
    }
    return slot.takeWhole(reply.pointee.payload)
  }

  /// The size of a reply that ends behind its payload, as `rh_answer` gives it.
  private static let briefReply = 40

  /// Copies the reply into the slot. The word is `writing`.
  /// - Returns: the rule that the reply breaks, if it does; then the answer is an error that says so.
  private static func write(
    _ reply: UnsafePointer<rh_reply>, to slot: UnsafeMutablePointer<CallSlot>,
    _ services: @autoclosure () -> any AgentServices
  ) -> Misbehaviour? {
    var copy = rh_reply()
    let size = Int(reply.pointee.struct_size)
    memcpy(&copy, reply, min(size, MemoryLayout<rh_reply>.size))
    guard size >= briefReply, copy.payload.data != nil || copy.payload.size == 0, copy.status <= 0 else {
      return refuse(slot, .wrongSize)
    }
    if copy.status == 0, slot.pointee.hasOverflown { return refuse(slot, .replyTooLarge) }
    guard copy.payload.size <= UInt64(Int32.max) else { return refuse(slot, .replyTooLarge) }
    let payload = UnsafeRawBufferPointer(start: copy.payload.data, count: Int(copy.payload.size))
    guard slot.append(payload, services()) else { return refuse(slot, .replyTooLarge) }
    slot.pointee.status = copy.status
    slot.pointee.isRetryable = copy.retryable != 0
    slot.pointee.isNotStarted = copy.not_started != 0
    let texts = CallSlot.typeToKeep(copy.content_type) | copy.error_code.size | copy.message.size
    if texts | copy.input_tokens | copy.output_tokens | copy.cost_micros != 0 || copy.confidence != 0 {
      slot.setDetails(ReplyDetails(copy))
    }
    return nil
  }

  private static func refuse(_ slot: UnsafeMutablePointer<CallSlot>, _ what: Misbehaviour) -> Misbehaviour {
    slot.pointee.outputCount = 0
    slot.pointee.status = RH_AGENT_ERROR
    slot.pointee.isRetryable = false
    slot.pointee.isNotStarted = false
    slot.setDetails(ReplyDetails(message: "the agent \(what.rawValue)"))
    return what
  }
}

extension UnsafeMutablePointer<CallSlot> {
  /// Takes an answer that comes in one piece and fits; false if it does not.
  @inline(__always)
  func takeWhole(_ payload: rh_bytes) -> Bool {
    // What is longer than any limit can be short goes the other way, which asks for the limit.
    guard !pointee.isStreaming, pointee.outputCount == 0, !pointee.hasOverflown,
      payload.size <= UInt64(min(pointee.outputCapacity, 1024)), let output = pointee.output, let source = payload.data
    else { return false }
    memcpy(output, source, Int(payload.size))
    pointee.outputCount = Int(payload.size)
    pointee.status = RH_OK
    return true
  }

  /// Adds bytes to the answer, each chunk behind its length if the call is streaming.
  /// - Returns: false if the agent's limit for one answer would be passed.
  func append(_ bytes: UnsafeRawBufferPointer, _ services: @autoclosure () -> any AgentServices) -> Bool {
    if pointee.isStreaming && bytes.isEmpty { return true }
    let frame = pointee.isStreaming ? 4 : 0
    let needed = pointee.outputCount + frame + bytes.count
    // No limit is below 1 KiB, so short answers need not ask for it; a slot's buffer may be longer than the limit.
    if needed > 1024, needed - frame > services().replyLimit { return false }
    if needed > pointee.outputCapacity { growOutput(needed) }
    guard let output = pointee.output else { return true }
    if pointee.isStreaming {
      UnsafeMutableRawPointer(output + pointee.outputCount).storeBytes(of: UInt32(bytes.count), as: UInt32.self)
    }
    if let source = bytes.baseAddress { memcpy(output + pointee.outputCount + frame, source, bytes.count) }
    pointee.outputCount = needed
    return true
  }

  func setDetails(_ details: ReplyDetails) {
    pointee.details = details
    pointee.needsTidying = true
  }

  private func growOutput(_ needed: Int) {
    pointee.needsTidying = true
    let capacity = max(1024, needed, min(pointee.outputCapacity * 2, needed + (16 << 20)))
    let bigger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    if let output = pointee.output {
      memcpy(bigger, output, pointee.outputCount)
      output.deallocate()
    }
    pointee.output = bigger
    pointee.outputCapacity = capacity
  }
}
