internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

// What the walk of a call asks of an agent's record, apart from the cells.
extension AgentRecord {
  var hasQueueRoom: Bool { core.withLock { $0.queue.count < manifest.limits.queue } }

  enum Enqueued { case queued, full, gone }

  /// Puts a call in the agent's queue.
  func enqueue(_ call: PendingCall, _ cell: UInt32) -> Enqueued {
    core.withLock { core in
      // Cells are closed before the queue is emptied, so nobody is left in the queue of an agent that goes.
      guard leaderCell.pointee.permit.load(ordering: .acquiring) & Cell.closed == 0 else { return .gone }
      guard core.queue.count < manifest.limits.queue else { return .full }
      core.queue.append((call, cell))
      leaderCell.pointee.permit.add(Cell.oneQueued, ordering: .acquiringAndReleasing)
      return .queued
    }
  }

  /// Takes a call that nobody waits for any more out of the queue, so that its room is another's.
  func withdraw(_ call: PendingCall) {
    core.withLock { core in
      guard core.queue.remove(where: { $0.call === call }) else { return }
      leaderCell.pointee.permit.subtract(Cell.oneQueued, ordering: .acquiringAndReleasing)
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
      guard let place = core.offers.place(of: cell), core.offers[place].breaker.state != .closed else { return }
      mayPass = core.offers[place].breaker.beginTrial(now: clock.now)
    }
    return mayPass
  }

  /// The trial call ended without saying anything about the agent.
  func forgetTrial(_ cell: UInt32, _ clock: any Clock) {
    update(wallClock: clock.wallClock) { core in
      guard let place = core.offers.place(of: cell) else { return }
      core.offers[place].breaker.trialForgotten(now: clock.now)
    }
  }

  /// Does something with the instance on this thread, unless the agent has gone.
  func visit(_ body: () -> Void) {
    // Each side writes its word before it reads the other's, so that at least one of them sees the other.
    inside.add(1, ordering: .sequentiallyConsistent)
    if !isGone.load(ordering: .sequentiallyConsistent) { BlockingThreads.lend(body) }
    inside.subtract(1, ordering: .releasing)
  }

  /// A number that grows by one, for taking turns among the peers of one capability.
  func nextTurn(_ cell: UInt32) -> UInt64 {
    core.withLock { core in
      guard let place = core.offers.place(of: cell) else { return 0 }
      defer { core.offers[place].turns &+= 1 }
      return core.offers[place].turns
    }
  }
}
