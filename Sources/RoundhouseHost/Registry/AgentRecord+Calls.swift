internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What the walk of a call asks of an agent's record, apart from the cells.
extension AgentRecord {
  var hasQueueRoom: Bool { core.withLock { $0.queue.count < manifest.limits.queue } }

  /// Puts a call in the agent's queue.
  /// - Returns: false if it is full.
  func enqueue(_ call: PendingCall, _ cell: UInt32) -> Bool {
    core.withLock { core in
      guard core.queue.count < manifest.limits.queue else { return false }
      core.queue.append((call, cell))
      leaderCell.pointee.permit.add(Cell.oneQueued, ordering: .acquiringAndReleasing)
      return true
    }
  }

  /// Takes the next call together with a place for it; nil if there is neither.
  func dequeue() -> (call: PendingCall, cell: UInt32)? {
    core.withLock { core in
      guard !core.queue.isEmpty, enterFromQueue() else { return nil }
      leaderCell.pointee.permit.subtract(Cell.oneQueued, ordering: .acquiringAndReleasing)
      return core.queue.popFirst()
    }
  }

  /// Takes all calls out of the queue, because the agent goes.
  func emptyQueue() -> [PendingCall] {
    core.withLock { core in
      var calls: [PendingCall] = []
      while let next = core.queue.popFirst() {
        leaderCell.pointee.permit.subtract(Cell.oneQueued, ordering: .acquiringAndReleasing)
        calls.append(next.call)
      }
      return calls
    }
  }

  /// A place for a call that has waited: those that wait do not count against it.
  private func enterFromQueue() -> Bool {
    let permit = leaderCell
    var seen = permit.pointee.permit.load(ordering: .relaxed)
    while seen & Cell.closed == 0, seen & 0xFFFF_FFFF < UInt64(limit) {
      let swap = permit.pointee.permit.weakCompareExchange(
        expected: seen, desired: seen + 1, ordering: .acquiringAndReleasing)
      if swap.exchanged { return true }
      seen = swap.original
    }
    return false
  }

  /// Lets one trial call pass an open breaker whose time has come.
  func beginTrial(_ cell: UInt32, _ clock: any Clock) -> Bool {
    var mayPass = false
    update(wallClock: clock.wallClock) { core in
      guard let place = place(of: cell), core.breakers[place].state == .open else { return }
      mayPass = core.breakers[place].beginTrial(now: clock.now)
    }
    return mayPass
  }

  /// The trial call ended without saying anything about the agent.
  func forgetTrial(_ cell: UInt32, _ clock: any Clock) {
    update(wallClock: clock.wallClock) { core in
      guard let place = place(of: cell) else { return }
      core.breakers[place].trialForgotten(now: clock.now)
    }
  }

  /// Does something with the instance on this thread, unless the agent has gone.
  func visit(_ body: () -> Void) {
    inside.add(1, ordering: .acquiringAndReleasing)
    if !isGone.load(ordering: .acquiring) { body() }
    inside.subtract(1, ordering: .releasing)
  }

  /// A number that grows by one, for taking turns among peers.
  func nextTurn() -> UInt64 { turns.add(1, ordering: .relaxed).oldValue }
}
