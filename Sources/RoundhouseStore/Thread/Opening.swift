internal import RoundhouseModel
internal import Synchronization

/// How opening went, told by the store's thread to the one that started it.
final class Opening: Sendable {
  private let result = Mutex<RoundhouseError??>(nil)
  private let bell = ThreadBell()

  /// Ends the opening, with an error or with none.
  func end(_ error: RoundhouseError?) {
    result.withLock { $0 = .some(error) }
    bell.ring()
  }

  /// Waits for the end.
  func wait() -> RoundhouseError? {
    while true {
      let count = bell.count
      if let result = result.withLock({ $0 }) { return result }
      bell.sleep(at: count)
    }
  }
}
