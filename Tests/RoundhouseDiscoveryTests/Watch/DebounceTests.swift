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
    debounce.look()
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

  @Test("a manifest that is whole is looked at after 2 ms, or 10 ms where more follows")
  func commit() {
    var debounce = Debounce(WatchTiming())
    debounce.event(now: milliseconds(5000))
    debounce.commit(now: milliseconds(5003))
    #expect(debounce.due == milliseconds(5005))
    for time in 5004..<5020 as Range<UInt64> { debounce.event(now: milliseconds(time)) }
    #expect(debounce.due == milliseconds(5013))
    debounce.look()
    #expect(debounce.due == nil)
    debounce.event(now: milliseconds(5021))
    #expect(debounce.due == milliseconds(5031))
  }
}
