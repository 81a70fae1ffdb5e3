import RoundhouseModel
import Testing

@testable import RoundhouseHost

/// What the watchdog makes of what it sees of a thread.
struct InlineWatchTests {
  @Test func `one look says nothing; a second one that finds the thread asleep does, once`() {
    var watch = InlineWatch()
    #expect(watch.look(since: 1, cpu: 0, isWaiting: true) == false)
    #expect(watch.look(since: 1, cpu: 0, isWaiting: true) == true)
    #expect(watch.look(since: 1, cpu: 0, isWaiting: true) == false)
  }

  @Test func `a thread that computes is held by its agent, one that gets no processor is not`() {
    var watch = InlineWatch()
    #expect(watch.look(since: 1, cpu: 0, isWaiting: false) == false)
    #expect(watch.look(since: 1, cpu: .milliseconds(5), isWaiting: false) == false)
    #expect(watch.look(since: 1, cpu: .milliseconds(50), isWaiting: false) == true)
  }

  @Test func `the next call is looked at anew`() {
    var watch = InlineWatch()
    #expect(watch.look(since: 1, cpu: 0, isWaiting: true) == false)
    #expect(watch.look(since: 1, cpu: 0, isWaiting: true) == true)
    #expect(watch.look(since: 2, cpu: 0, isWaiting: true) == false)
    #expect(watch.look(since: 2, cpu: 0, isWaiting: true) == true)
  }
}
