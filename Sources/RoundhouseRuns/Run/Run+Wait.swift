internal import CPlatform
package import RoundhouseModel

extension Run {
  /// Waits for a time that a restart of the host does not lengthen: what is left of it is waited for afterwards.
  package func sleep(_ id: String, for time: Nanoseconds) async throws(RunError) {
    let key = path(unique(id))
    var wakeAt = core.wallTime &+ Int64(clamping: time / 1_000_000)
    if let entry = try recorded(key, .sleep) {
      if entry.status == .finished { return }
      if entry.status == .failed { throw .step(.calledOff(key)) }
      wakeAt = Int64(String(decoding: entry.body, as: UTF8.self)) ?? wakeAt
    } else {
      try core.check()
      core.put(key, .sleep, .started) { $0.body = Array(String(wakeAt).utf8) }
      try await core.commit()
    }
    // A clock that is set back makes no sleep longer, one that is set forward may end it.
    let began = core.clock.now
    let end = began + min(time, .max - began)
    while true {
      let (left, now) = (wakeAt - core.wallTime, core.clock.now)
      guard left > 0, now < end else { break }
      let rest = core.rest(until: wakeAt)
      let goesOn = try await wait(min(.milliseconds(UInt64(left)), end - now))
      core.lines.goOn(rest)
      guard goesOn else {
        core.put(key, .sleep, .failed)
        throw .step(.calledOff(key))
      }
    }
    core.put(key, .sleep, .finished)
  }

  /// Waits inside of a step, before it is tried again. Not recorded: after a crash the step begins anew.
  /// - Returns: false if its branch was called off meanwhile, because of another one's outcome; the run goes on then.
  func pause(_ time: Nanoseconds) async throws(RunError) -> Bool {
    let began = core.clock.now
    let end = began + min(time, .max - began)
    while true {
      let now = core.clock.now
      if now >= end { return !Task.isCancelled }
      guard try await wait(end - now) else { return false }
    }
  }

  /// The longest wait after which the time is looked at again: a clock that jumps must not make one too long.
  private static let longest: Nanoseconds = .seconds(60)

  /// - Parameter begin: is given the number that ends the wait; false ends it at once.
  /// - Returns: false if the branch was called off.
  func wait(
    _ time: Nanoseconds, _ begin: (UInt64) -> Bool = { _ in true }
  ) async throws(RunError) -> Bool {
    try core.check()
    let time = min(time, Run.longest)
    if let loop = core.journal?.loop {
      await core.waits.wait { number in
        guard begin(number) else { return core.waits.end(number) }
        _ = loop.add(platform_now() &+ time) { [waits = core.waits] in waits.end(number) }
      }
    } else {
      try? await Task.sleep(for: .nanoseconds(Int64(clamping: time)))
    }
    // Whoever cancels a run says so to its core first.
    try core.check()
    return !Task.isCancelled
  }
}

extension StepFailure {
  static func calledOff(_ key: String) -> StepFailure {
    StepFailure(
      key: key, error: RoundhouseError(.cancelled, "the branch of \(key) was called off, as others have ended"))
  }
}
