internal import CRoundhouse
internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

// The host's side of a slot. The host owns it from `begin` to `release`; the agent may only answer.
extension CallSlot {
  /// Gives the slot to a new call and returns its token.
  /// - Parameter index: this slot's place in the table.
  package mutating func begin(index: UInt32, instance: UInt64) -> UInt64 {
    let last = word.load(ordering: .relaxed) >> 3
    let token = (((last | 0xFFFF) &+ 1) | UInt64(index)) & (UInt64.max >> 3)
    outputCount = 0
    hasOverflown = false
    status = RH_OK
    self.instance = instance
    return token
  }

  /// Makes the call answerable. All fields of the request are set.
  @inline(__always)
  package func open(_ token: UInt64) {
    word.store(token << 3 | State.open, ordering: .releasing)
  }

  /// Makes the call answerable, with somebody to be told from the first moment.
  package mutating func open(_ token: UInt64, _ waiter: any Waiter) {
    self.waiter = waiter
    word.store(token << 3 | State.waiting, ordering: .releasing)
  }

  /// Ends a call in the agent's place: its invoke returned an error.
  /// - Returns: the state that the call was in, or nil if the agent had completed it.
  package mutating func refuse(_ token: UInt64, status: Int32) -> Refused? {
    guard let state = lock(token, States.owed) else { return nil }
    self.status = status
    isRetryable = false
    isNotStarted = false
    outputCount = 0
    word.store(token << 3 | State.done, ordering: .releasing)
    return state == State.abandoned ? .abandoned : .awaited
  }

  package enum Refused { case awaited, abandoned }

  /// Whether the agent has completed the call.
  package func isDone(_ token: UInt64) -> Bool {
    word.load(ordering: .acquiring) == token << 3 | State.done
  }

  /// Registers who is to be told of the completion.
  /// - Returns: false if the call is complete already, and nobody will be told.
  package mutating func wait(_ token: UInt64, _ waiter: any Waiter) -> Bool {
    self.waiter = waiter
    if move(token, from: State.open, to: State.waiting) { return true }
    self.waiter = nil
    return false
  }

  /// Gives up waiting: the agent keeps the request until it completes, nobody reads the answer, and the waiter is told
  /// of the completion as one of an abandoned call.
  /// - Returns: false if the call is complete already.
  package func abandon(_ token: UInt64) -> Bool {
    guard move(token, from: State.waiting, to: State.abandoned) else { return false }
    signalRoom()
    return true
  }

  /// Ends the call. Its token is worthless from now on.
  package mutating func release(_ token: UInt64) {
    if outputCapacity > CallTable.keptBuffer {
      output?.deallocate()
      output = nil
      outputCapacity = 0
    }
    if inputCapacity > CallTable.keptBuffer {
      input?.deallocate()
      input = nil
      inputCapacity = 0
    }
    if details != nil { details = nil }
    if waiter != nil { waiter = nil }
    isStreaming = false
    wantsResume = false
    parent = 0
    word.store(token << 3 | State.free, ordering: .releasing)
  }

  /// The token of the slot's present or last call.
  package var currentToken: UInt64 { word.load(ordering: .relaxed) >> 3 }

  /// Makes room for another attempt's answer. The call is done and the slot still the host's.
  package mutating func forgetAnswer() {
    outputCount = 0
    details = nil
    waiter = nil
  }

  /// The answer's bytes; valid until `release`. Framed chunks if the call is streaming.
  package var outputBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: output, count: outputCount)
  }

  /// Asks for chunks as they come. Before `open` only.
  package mutating func streamChunks() { isStreaming = true }

  /// Moves the chunks that have come so far out of a streaming call, with their memory, so that whoever reads them
  /// holds nothing that the agent needs.
  /// - Returns: nil if there are none.
  package mutating func takeChunks(_ token: UInt64) -> TakenChunks? {
    guard let state = lock(token, States.readable) else { return nil }
    guard outputCount > 0, let memory = output else {
      word.store(token << 3 | state, ordering: .releasing)
      return nil
    }
    let chunks = TakenChunks(memory, count: outputCount, wantsResume: wantsResume && state == State.waiting)
    output = nil
    outputCapacity = 0
    outputCount = 0
    wantsResume = false
    word.store(token << 3 | state, ordering: .releasing)
    signalRoom()
    return chunks
  }

  private func signalRoom() {
    room.add(1, ordering: .releasing)
    withUnsafePointer(to: room) { platform_futex_wake($0, .max) }
  }
}

// MARK: - The state word
extension CallSlot {
  /// Moves the word from one state to another, waiting out a writer.
  /// - Returns: false if the word holds another token or another state.
  func move(_ token: UInt64, from: UInt64, to: UInt64) -> Bool {
    var spins = 0
    while true {
      let seen = word.compareExchange(
        expected: token << 3 | from, desired: token << 3 | to, ordering: .acquiringAndReleasing)
      if seen.exchanged { return true }
      guard seen.original == token << 3 | State.writing else { return false }
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
    var seen = word.load(ordering: .acquiring)
    while seen >> 3 == token {
      let state = seen & 7
      if state == State.writing {
        spins += 1
        if spins < 200 { platform_pause() } else { sched_yield() }
        seen = word.load(ordering: .acquiring)
        continue
      }
      guard states >> state & 1 != 0 else { return nil }
      let swap = word.weakCompareExchange(
        expected: seen, desired: token << 3 | State.writing, ordering: .acquiringAndReleasing)
      if swap.exchanged { return state }
      seen = swap.original
    }
    return nil
  }
}
