// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// What the host may still want of an open call: its task to cancel, and whoever waits for room to go on.
final class CallCell: Sendable {
  private struct Progress {
    var task: Task<Void, Never>?
    var isCancelled = false
    var isClosed = false
    /// Counts the wake-ups, so that one that comes before the wait is not lost.
    var wakeups: UInt64 = 0
    var waiting: [UnsafeContinuation<Void, Never>] = []
  }

  let link: HostLink
  let token: rh_call
  private let progress = Guarded(Progress())

  init(_ link: HostLink, _ token: rh_call) {
    self.link = link
    self.token = token
  }

  /// Adds a chunk; waits whenever the host has no room.
  func emit(_ bytes: [UInt8]) async throws {
    while true {
      try Task.checkCancellation()
      let wakeups = progress.withLock { $0.wakeups }
      switch link.emit(token, bytes) {
      case RH_OK: return
      case RH_AGAIN: await wait(after: wakeups)
      case RH_CANCELLED: throw CancellationError()
      case let status: throw AgentError(host: status, "the host did not take a chunk")
      }
    }
  }

  /// Remembers the task to cancel, unless it has ended already.
  func attach(_ task: Task<Void, Never>) {
    let isCancelled = progress.withLock { progress in
      if !progress.isClosed { progress.task = task }
      return progress.isCancelled
    }
    if isCancelled { task.cancel() }
  }

  /// Nobody waits for the answer: cancels the task and wakes whoever waits for room.
  func cancel() {
    let task = progress.withLock { progress in
      progress.isCancelled = true
      return progress.task
    }
    task?.cancel()
    wake()
  }

  /// Lets everyone who waits for room try again. Continuations resume outside the lock, each one once.
  func wake() {
    let waiting = progress.withLock { progress in
      progress.wakeups += 1
      defer { progress.waiting = [] }
      return progress.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Lets go of the task, which holds this cell.
  func close() {
    progress.withLock { progress in
      progress.isClosed = true
      progress.task = nil
    }
  }

  private func wait(after wakeups: UInt64) async {
    await withTaskCancellationHandler {
      await withUnsafeContinuation { continuation in
        let isLate = progress.withLock { progress in
          guard progress.wakeups == wakeups else { return true }
          progress.waiting.append(continuation)
          return false
        }
        if isLate { continuation.resume() }
      }
    } onCancel: {
      wake()
    }
  }
}
