import RoundhouseModel
import Testing

@testable import RoundhouseDiscovery

@Suite("When the watcher looks")
struct DebounceTests {
  private func milliseconds(_ count: UInt64) -> Nanoseconds { .milliseconds(count) }

  @Test("nothing happened, nothing is due")
  func idle() {
    var debounce = Debounce(WatchTiming())
    #expect(debounce.due == nil)
    debounce.event(now: milliseconds(5000))
    debounce.look(now: milliseconds(5010))
    #expect(debounce.due == nil)
  }

  @Test("it looks 10 ms after the last event")
  func quiet() {
    var debounce = Debounce(WatchTiming())
    for time in [5000, 5004, 5009] as [UInt64] { debounce.event(now: milliseconds(time)) }
    #expect(debounce.due == milliseconds(5019))
  }

  @Test("it waits 200 ms for quiet and no longer")
  func longest() {
    var debounce = Debounce(WatchTiming())
    for step in 0..<50 as Range<UInt64> { debounce.event(now: milliseconds(5000 + step * 8)) }
    #expect(debounce.due == milliseconds(5200))
  }

  @Test("who asks gets a look at once")
  func urgent() {
    var debounce = Debounce(WatchTiming())
    debounce.event(now: milliseconds(5000))
    debounce.urge(now: milliseconds(5003))
    #expect(debounce.due == milliseconds(5000))
  }

  @Test("where it never becomes quiet, looks become as rare as one in 200 ms, and after a rest as fast as ever")
  func storm() {
    var debounce = Debounce(WatchTiming())
    var looks: [UInt64] = []
    for time in 5000..<9000 as Range<UInt64> where time % 12 == 0 {
      debounce.event(now: milliseconds(time))
      if let due = debounce.due, due <= milliseconds(time + 11) {
        debounce.look(now: due)
        looks.append(due)
      }
    }
    #expect(looks.count <= 8 + 4000 / 200)
    #expect(looks.count >= 15)
    debounce.look(now: milliseconds(9200))
    debounce.event(now: milliseconds(60_000))
    #expect(debounce.due == milliseconds(60_010))
  }
}
