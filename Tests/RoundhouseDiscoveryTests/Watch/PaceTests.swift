import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("How much the watcher works")
struct PaceTests {
  /// A watcher whose looks cost the same each time, driven by hand.
  private struct Watcher {
    var debounce = Debounce(WatchTiming())
    var pace = Pace(share: WatchTiming().share, credit: WatchTiming().credit)
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
        pace.worked(for: cost, since: begin)
      }
    }
  }

  @Test("each spell is paid for with a rest in proportion to what it has cost")
  func rests() {
    var pace = Pace(share: 0.25, credit: 0)
    #expect(pace.mayWork(now: 0))
    pace.worked(for: .milliseconds(10), since: .milliseconds(1000))
    #expect(!pace.mayWork(now: .milliseconds(1039)))
    #expect(pace.mayWork(now: .milliseconds(1040)))
    pace.worked(for: 0, since: .milliseconds(1100))
    #expect(pace.mayWork(now: .milliseconds(1100)))
  }

  @Test("who does not wait for the rest pays it later")
  func adds() {
    var pace = Pace(share: 0.5, credit: 0)
    pace.worked(for: .milliseconds(10), since: .milliseconds(1000))
    pace.worked(for: .milliseconds(10), since: .milliseconds(1010))
    #expect(pace.rested == .milliseconds(1040))
  }

  @Test("after a time of rest some spells may come at once, and a longer rest gives no more of them")
  func credit() {
    for start in [1000, 100_000] as [UInt64] {
      var pace = Pace(share: 0.5, credit: .milliseconds(30))
      let now = Nanoseconds.milliseconds(start)
      var spells = 0
      while pace.mayWork(now: now) {
        pace.worked(for: .milliseconds(10), since: now)
        spells += 1
      }
      #expect(spells == 4)
      #expect(pace.rested == now + .milliseconds(20))
    }
  }

  @Test("a wrong clock does not put it to sleep for good")
  func isBounded() {
    var pace = Pace(share: 0.3, credit: 0)
    pace.worked(for: .seconds(1_000_000), since: .seconds(1))
    #expect(pace.rested == .seconds(11))
  }

  @Test(
    "in a storm of manifests it takes at most three tenths of the time, and its credit",
    arguments: [1, 20, 300] as [UInt64])
  func storm(cost: UInt64) {
    var watcher = Watcher(cost: .milliseconds(cost))
    for time in 0..<100_000 as Range<UInt64> {
      let now = Nanoseconds.seconds(5) + time * 100_000
      watcher.debounce.commit(now: now)
      watcher.wait(from: now, until: now + 100_000)
    }
    #expect(Double(watcher.spent) <= 0.31 * 10e9 + Double(WatchTiming().credit + watcher.cost))
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
