package import RoundhouseModel

/// Notices that agents come, change and go, on a thread of its own, and calls one closure: whoever receives it scans
/// and applies the difference.
///
/// An agent exists when its `agent.json` appears by a rename, by a link, or when whoever wrote it closes it. Roots that
/// do not exist yet are noticed when they come. Beside events there is a look every 30 seconds, and on ``poke()``.
package final class AgentWatcher: Sendable {
  private let orders: WatchOrders
  private let thread: WatchThread

  /// Begins to watch: of what happens after it has returned nothing is missed, so scan for the first time then.
  /// - Parameters:
  ///   - roots: absolute paths; they need not exist.
  ///   - log: gets one warning if the system has no watches left; then only the periodic look remains.
  ///   - changed: called on the watcher's thread, never twice at once; it may take its time.
  package init(
    roots: [String], timing: WatchTiming = WatchTiming(), log: any Logging, changed: @escaping @Sendable () -> Void
  ) throws(RoundhouseError) {
    let orders = try WatchOrders()
    let isWatching = try Bell()
    self.orders = orders
    thread = try WatchThread {
      var loop = WatchLoop(roots: roots, timing: timing, orders: orders, log: log, changed: changed)
      isWatching.ring()
      loop.run()
    }
    isWatching.wait()
  }

  deinit { stop() }

  /// Asks for a look at once.
  package func poke() { orders.give { $0.isPoked = true } }

  /// Also watches the folders in which the libraries of these agents lie.
  package func follow(_ scan: Scan) {
    let folders = scan.libraryFolders
    orders.give { $0.libraryFolders = folders }
  }

  /// Ends the thread and waits for it, and so for a closure that is running; called by the closure it does not wait.
  package func stop() {
    orders.give { $0.isStopped = true }
    thread.join()
  }
}
