internal import RoundhouseServer
internal import Synchronization

/// What the host's watchdog tells when a call holds a listener's thread. The server comes after the host.
final class Listeners: Sendable {
  private let known = Mutex<HTTPServer?>(nil)

  var server: HTTPServer? {
    get { known.withLock { $0 } }
    set { known.withLock { $0 = newValue } }
  }

  func takeOver() { server?.takeOver() }
}
