import CRoundhouse
import Foundation

/// A call under way.
final class StartedCall: Sendable {
  private struct Progress {
    var token: rh_call = 0
    var answer: Answer?
    var waiting: CheckedContinuation<Void, Never>?
  }

  let host: TestHost
  nonisolated(unsafe) private var progress = Progress()
  private let lock = NSLock()

  init(host: TestHost) { self.host = host }

  var token: rh_call {
    get { lock.withLock { progress.token } }
    set { lock.withLock { progress.token = newValue } }
  }

  /// The answer, if it has come already.
  var answerSoFar: Answer? { lock.withLock { progress.answer } }

  /// Waits for the answer.
  func answer() async -> Answer {
    await withCheckedContinuation { continuation in
      let isDone = lock.withLock {
        if progress.answer == nil { progress.waiting = continuation }
        return progress.answer != nil
      }
      if isDone { continuation.resume() }
    }
    return answerSoFar!
  }

  func end(_ answer: Answer) {
    let waiting = lock.withLock {
      progress.answer = answer
      defer { progress.waiting = nil }
      return progress.waiting
    }
    waiting?.resume()
  }
}
