internal import RoundhouseModel
internal import Synchronization

/// What the watcher's thread is told by others.
final class WatchOrders: Sendable {
  struct Orders {
    var isStopped = false
    /// Whether somebody asks for a look at once.
    var isPoked = false
    /// Folders beside the roots.
    var libraryFolders: [String] = []
  }

  let bell: Bell
  private let orders = Mutex(Orders())

  init() throws(RoundhouseError) { bell = try Bell() }

  /// Changes the orders, on any thread, and wakes the watcher.
  func give(_ change: @Sendable (inout Orders) -> Void) {
    orders.withLock { change(&$0) }
    bell.ring()
  }

  /// The orders as they are; a poke is taken with it.
  func take() -> Orders {
    orders.withLock { orders in
      defer { orders.isPoked = false }
      return orders
    }
  }
}
