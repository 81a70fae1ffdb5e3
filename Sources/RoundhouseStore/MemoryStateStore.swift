package import RoundhouseModel

/// The agents' key-value state for a host without a state folder: the rules of ``StateStore``, gone with the process.
package final class MemoryStateStore: ThreadedStore {
  let thread: StoreThread

  /// - Parameter capacity: how many requests may wait.
  package init(capacity: Int = 1024) throws(RoundhouseError) {
    thread = try StoreThread(capacity: capacity) { () throws(RoundhouseError) in MemoryEngine() }
  }
}
