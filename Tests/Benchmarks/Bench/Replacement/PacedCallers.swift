internal import CPlatform
internal import FixtureBuilder
internal import Glibc
internal import RoundhouseHost
internal import RoundhouseModel
internal import Synchronization

/// Threads that ask at set times, whether or not what they asked before is answered. One that is late catches up, and the
/// time that a request waited for that counts as its own.
final class PacedCallers: Sendable {
  private static let callers = 4
  /// A caller has so many requests under way at most: all together as many as an agent has places.
  private static let underWay = 16
  static let width = callers * underWay

  let tally = CallTally()
  private let host: Host
  private let capability: String
  private let interval: Nanoseconds
  private let isStopped = Atomic<Bool>(false)
  private let asking = Atomic<Int>(PacedCallers.callers)

  /// - Parameter rate: requests in a second, of all callers together.
  init(_ host: Host, _ capability: String, rate: Int) throws {
    self.host = host
    self.capability = capability
    interval = .seconds(1) * UInt64(PacedCallers.callers) / UInt64(rate)
    for number in 0..<PacedCallers.callers {
      let hasThread = OwnThread.start("rh-caller") { [self] in
        ask(from: platform_now() + interval * UInt64(number) / UInt64(PacedCallers.callers))
        asking.subtract(1, ordering: .acquiringAndReleasing)
      }
      guard hasThread else { throw FixtureError("the system gives no thread to a caller") }
    }
  }

  /// Ends, and waits for the answers to all that was asked.
  func stop() throws {
    isStopped.store(true, ordering: .releasing)
    let limit = platform_now() + .seconds(60)
    while asking.load(ordering: .acquiring) > 0 {
      guard platform_now() < limit else { throw FixtureError("a request has neither an answer nor an error") }
      usleep(1000)
    }
  }

  private func ask(from start: Nanoseconds) {
    let open = OpenCalls()
    var due = start
    while !isStopped.load(ordering: .acquiring) {
      let now = platform_now()
      if now < due {
        usleep(useconds_t((due - now) / 1000))
      } else if open.count >= PacedCallers.underWay {
        usleep(50)
      } else {
        ask(due: due, open)
        due += interval
      }
    }
    // Each call has a deadline, and so an end.
    while open.count > 0 { usleep(1000) }
  }

  private func ask(due: Nanoseconds, _ open: OpenCalls) {
    let request = PacedRequest(tally, open, due: due)
    do throws(RoundhouseError) {
      switch try host.begin(capability, RouteBenchmarks.payload, CallOptions()) {
      case .done(let reply): request.ended(reply)
      case .pending(let call): call.observe(request)
      }
    } catch {
      request.ended(error)
    }
  }
}
