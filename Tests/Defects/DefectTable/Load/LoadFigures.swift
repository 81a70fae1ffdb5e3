internal import RoundhouseModel

/// What the requests against the other agents met in a stretch of time.
package struct LoadFigures: Sendable, Equatable {
  package var sent = 0
  package var failed = 0
  /// What the first that failed met; empty if none did.
  package var firstFailure = ""
  /// From the moment a request was due, in microseconds.
  package var p50 = 0.0
  package var p99 = 0.0
  package var longest = 0.0

  package init() {}

  /// - Parameter samples: of this stretch.
  init(_ samples: [LoadSample]) {
    sent = samples.count
    let failures = samples.filter { !$0.failure.isEmpty }
    failed = failures.count
    firstFailure = failures.first?.failure ?? ""
    let waits = samples.filter(\.failure.isEmpty).map { Double($0.wait) / 1000 }.sorted()
    guard let last = waits.last else { return }
    p50 = waits[waits.count / 2]
    p99 = waits[min(waits.count - 1, waits.count * 99 / 100)]
    longest = last
  }
}
