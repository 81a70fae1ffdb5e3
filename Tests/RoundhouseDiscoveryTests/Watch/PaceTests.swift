import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("How much the watcher works")
struct PaceTests {
  /// A watcher whose looks cost the same each time, driven by hand.
  private struct Watcher {
    var debounce = Debounce(WatchTiming())
    var pace = Pace(share: WatchTiming().share)
    let cost: Nanoseconds
    var spent: Nanoseconds = 0
    /// When each look ended.
    var looks: [Nanoseconds] = []

    /// Lets time go on, in which nothing happens.
    mutating func wait(from start: Nanoseconds, until end: Nanoseconds) {
      while let due = debounce.due {
        let begin = max(due, pace.rested, start)
        if begin >= end { return }
        debounce.look()
        spent += cost
        looks.append(begin + cost)
        pace.worked(for: cost, until: begin + cost)
      }
    }
  }

  @Test("after each spell it rests in proportion to what that has cost")
  func rests() {
    var pace = Pace(share: 0.25)
    #expect(pace.mayWork(now: 0))
    pace.worked(for: .milliseconds(10), until: .milliseconds(1000))
    #expect(!pace.mayWork(now: .milliseconds(1029)))
    #expect(pace.mayWork(now: .milliseconds(1030)))
    pace.worked(for: 0, until: .milliseconds(1100))
    #expect(pace.mayWork(now: .milliseconds(1100)))
  }

  @Test("who does not wait for the rest pays it later")
  func adds() {
    var pace = Pace(share: 0.5)
    pace.worked(for: .milliseconds(10), until: .milliseconds(1000))
    pace.worked(for: .milliseconds(10), until: .milliseconds(1005))
    #expect(pace.rested == .milliseconds(1020))
  }

  @Test("a wrong clock does not put it to sleep for good")
  func isBounded() {
    var pace = Pace(share: 0.3)
    pace.worked(for: .seconds(1_000_000), until: .seconds(1))
    #expect(pace.rested == .seconds(11))
  }

  @Test("in a storm of manifests it takes at most three tenths of the time", arguments: [1, 20, 300] as [UInt64])
  func storm(cost: UInt64) {
    var watcher = Watcher(cost: .milliseconds(cost))
    for time in 0..<100_000 as Range<UInt64> {
      let now = Nanoseconds.seconds(5) + time * 100_000
      watcher.debounce.commit(now: now)
      watcher.wait(from: now, until: now + 100_000)
    }
    #expect(Double(watcher.spent) <= 0.31 * 10e9 + Double(watcher.cost))
    #expect(watcher.looks.count >= 5)
  }

  @Test("twenty manifests, one every 50 ms, are each looked at within 25 ms where a look costs 6 ms")
  func row() {
    var watcher = Watcher(cost: .milliseconds(6))
    for number in 0..<20 as Range<UInt64> {
      let now = Nanoseconds.milliseconds(5000 + number * 50)
      // The folder comes first, then its library, then the manifest.
      watcher.debounce.event(now: now)
      watcher.debounce.commit(now: now + .milliseconds(1))
      watcher.wait(from: now, until: now + .milliseconds(50))
      #expect(watcher.looks.count == Int(number) + 1)
      #expect(watcher.looks.last ?? .max < now + .milliseconds(25))
    }
  }
}
