internal import CPlatform
internal import RoundhouseModel
internal import Synchronization

/// Saves the history on a thread of its own, so that nobody who replaces an agent waits for a disk. Of several saves
/// that come at once the last one counts.
final class HistoryKeeper: Sendable {
  private struct State {
    var next: [ReplacementReport]?
    var isSaving = false
  }

  private let keeping: any HistoryKeeping
  private let log: any Logging
  private let state = Mutex(State())

  init(_ keeping: any HistoryKeeping, log: any Logging) {
    self.keeping = keeping
    self.log = log
  }

  /// What is kept; nothing if it cannot be read, which the log says.
  func load() -> [ReplacementReport] {
    do throws(RoundhouseError) { return try keeping.load() } catch {
      log.warning("the history of replacements begins anew: \(error.description)", LogFields(path: error.path))
      return []
    }
  }

  func save(_ reports: [ReplacementReport]) {
    let begins = state.withLock { state in
      state.next = reports
      defer { state.isSaving = true }
      return !state.isSaving
    }
    if begins, !OwnThread.start("rh-history", { [self] in work() }) { work() }
  }

  /// Waits until all is saved.
  func finish(until deadline: Nanoseconds) {
    while state.withLock({ $0.isSaving }), platform_now() < deadline { usleep(500) }
  }

  private func work() {
    while true {
      let next = state.withLock { state in
        defer { state.next = nil }
        if state.next == nil { state.isSaving = false }
        return state.next
      }
      guard let next else { return }
      do throws(RoundhouseError) { try keeping.save(next) } catch {
        log.warning("the history of replacements is not kept: \(error.description)", LogFields(path: error.path))
      }
    }
  }
}
