internal import CRoundhouse
internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

// The host's side of a slot. The host owns it from `begin` to `release`; the agent may only answer.
//
// All that is done to a slot is done through its pointer, field by field: a mutating method would claim the whole slot,
// its word included, while an agent's thread may be looking at the word.
extension UnsafeMutablePointer<CallSlot> {
  /// Gives the slot to a new call and returns its token.
  /// - Parameter index: this slot's place in the table.
  package func begin(index: UInt32, instance: UInt64) -> UInt64 {
    let last = pointee.word.load(ordering: .relaxed) >> 3
    let token = (((last | 0xFFFF) &+ 1) | UInt64(index)) & (UInt64.max >> 3)
    begin(instance: instance)
    return token
  }

  /// The same under a token that was given elsewhere.
  @inline(__always)
  package func begin(instance: UInt64) {
    pointee.outputCount = 0
    pointee.hasOverflown = false
    pointee.status = RH_OK
    pointee.instance = instance
  }

  /// Makes the call answerable. All fields of the request are set.
  @inline(__always)
  package func open(_ token: UInt64) {
    pointee.word.store(token << 3 | CallSlot.State.open, ordering: .releasing)
  }

  /// Makes the call answerable, with somebody to be told from the first moment.
  package func open(_ token: UInt64, _ waiter: any Waiter) {
    pointee.waiter = waiter
    pointee.word.store(token << 3 | CallSlot.State.waiting, ordering: .releasing)
  }

  /// Ends a call in the agent's place: its invoke returned an error.
  /// - Returns: the state that the call was in, or nil if the agent had completed it.
  package func refuse(_ token: UInt64, status: Int32) -> Refused? {
    guard let state = lock(token, CallSlot.States.owed) else { return nil }
    pointee.status = status
    pointee.isRetryable = false
    pointee.isNotStarted = false
    pointee.outputCount = 0
    pointee.word.store(token << 3 | CallSlot.State.done, ordering: .releasing)
    return state == CallSlot.State.abandoned ? .abandoned : .awaited
  }

  package enum Refused { case awaited, abandoned }

  /// Whether the agent has completed the call.
  package func isDone(_ token: UInt64) -> Bool {
    pointee.word.load(ordering: .acquiring) == token << 3 | CallSlot.State.done
  }

  /// Registers who is to be told of the completion.
  /// - Returns: false if the call is complete already, and nobody will be told.
  package func wait(_ token: UInt64, _ waiter: any Waiter) -> Bool {
    pointee.waiter = waiter
    if move(token, from: CallSlot.State.open, to: CallSlot.State.waiting) { return true }
    pointee.waiter = nil
    return false
  }

  /// Gives up waiting: the agent keeps the request until it completes, nobody reads the answer, and the waiter is told
  /// of the completion as one of an abandoned call.
  /// - Returns: false if the call is complete already.
  package func abandon(_ token: UInt64) -> Bool {
    guard move(token, from: CallSlot.State.waiting, to: CallSlot.State.abandoned) else { return false }
    signalRoom()
    return true
  }

  /// Ends the call. Its token is worthless from now on.
  package func release(_ token: UInt64) {
    if pointee.needsTidying || pointee.waiter != nil { tidy() }
    pointee.word.store(token << 3 | CallSlot.State.free, ordering: .releasing)
  }

  /// Gives back what few calls leave behind.
  @inline(never)
  private func tidy() {
    if pointee.outputCapacity > CallTable.keptBuffer {
      pointee.output?.deallocate()
      pointee.output = nil
      pointee.outputCapacity = 0
    }
    if pointee.inputCapacity > CallTable.keptBuffer {
      pointee.input?.deallocate()
      pointee.input = nil
      pointee.inputCapacity = 0
    }
    pointee.details = nil
    pointee.waiter = nil
    pointee.isStreaming = false
    pointee.wantsResume = false
    pointee.parent = 0
    pointee.needsTidying = false
  }

  /// The token of the slot's present or last call.
  package var currentToken: UInt64 { pointee.word.load(ordering: .relaxed) >> 3 }

  /// Makes room for another attempt's answer. The call is done and the slot still the host's.
  package func forgetAnswer() {
    pointee.outputCount = 0
    pointee.details = nil
    pointee.waiter = nil
  }

  /// The answer's bytes; valid until `release`. Framed chunks if the call is streaming.
  package var outputBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: pointee.output, count: pointee.outputCount)
  }

  /// Asks for chunks as they come. Before `open` only.
  package func streamChunks() {
    pointee.isStreaming = true
    pointee.needsTidying = true
  }

  /// Whether chunks were asked for as they come.
  package var isStreamed: Bool { pointee.isStreaming }

  /// Sets the call on whose behalf this one is made.
  package func setParent(_ token: UInt64) {
    pointee.parent = token
    pointee.needsTidying = true
  }

  /// Moves the chunks that have come so far out of a streaming call, with their memory, so that whoever reads them
  /// holds nothing that the agent needs.
  /// - Returns: nil if there are none.
  package func takeChunks(_ token: UInt64) -> TakenChunks? {
    guard let state = lock(token, CallSlot.States.readable) else { return nil }
    // What an agent says as it fails is no part of the answer: another agent may still give one.
    let hasFailed = state != CallSlot.State.waiting && pointee.status != RH_OK
    guard !hasFailed, pointee.outputCount > 0, let memory = pointee.output else {
      pointee.word.store(token << 3 | state, ordering: .releasing)
      return nil
    }
    let wantsResume = pointee.wantsResume && state == CallSlot.State.waiting
    let chunks = TakenChunks(memory, count: pointee.outputCount, wantsResume: wantsResume)
    pointee.output = nil
    pointee.outputCapacity = 0
    pointee.outputCount = 0
    pointee.wantsResume = false
    pointee.word.store(token << 3 | state, ordering: .releasing)
    signalRoom()
    return chunks
  }

  func signalRoom() {
    pointee.room.add(1, ordering: .releasing)
    withUnsafePointer(to: pointee.room) { platform_futex_wake($0, .max) }
  }
}

// MARK: - The state word
extension UnsafeMutablePointer<CallSlot> {
  /// Moves the word from one state to another, waiting out a writer.
  /// - Returns: false if the word holds another token or another state.
  func move(_ token: UInt64, from: UInt64, to: UInt64) -> Bool {
    var spins = 0
    while true {
      let seen = pointee.word.compareExchange(
        expected: token << 3 | from, desired: token << 3 | to, ordering: .acquiringAndReleasing)
      if seen.exchanged { return true }
      guard seen.original == token << 3 | CallSlot.State.writing else { return false }
      // A writer copies a bounded number of bytes and leaves; it may have lost its processor while doing so.
      spins += 1
      if spins < 200 { platform_pause() } else { sched_yield() }
    }
  }

  /// Takes the slot for reading or writing if it is in one of the given states, whichever it is by then.
  /// - Parameter states: one of `States`.
  /// - Returns: the state to put back, or nil.
  func lock(_ token: UInt64, _ states: UInt64) -> UInt64? {
    var spins = 0
    var seen = pointee.word.load(ordering: .acquiring)
    while seen >> 3 == token {
      let state = seen & 7
      if state == CallSlot.State.writing {
        spins += 1
        if spins < 200 { platform_pause() } else { sched_yield() }
        seen = pointee.word.load(ordering: .acquiring)
        continue
      }
      guard states >> state & 1 != 0 else { return nil }
      let swap = pointee.word.weakCompareExchange(
        expected: seen, desired: token << 3 | CallSlot.State.writing, ordering: .acquiringAndReleasing)
      if swap.exchanged { return state }
      seen = swap.original
    }
    return nil
  }
}
