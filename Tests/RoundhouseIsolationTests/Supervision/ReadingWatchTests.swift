import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

/// When a worker that leaves unread what it was sent is said to hang: beyond two seconds here.
@Suite struct ReadingWatchTests {
  private var watch = ReadingWatch(since: 0)

  private mutating func look(
    at seconds: UInt64, position: UInt32 = 7, cpu: Nanoseconds = 0, isWaiting: Bool = true, isRunnable: Bool = false
  ) -> Bool {
    watch.hangs(
      isWaiting: isWaiting, position: position, cpu: cpu, limit: .seconds(2), now: .seconds(seconds)
    ) { isRunnable }
  }

  @Test mutating func `one that sleeps over what it was sent hangs`() {
    #expect(!look(at: 10))
    #expect(!look(at: 12))
    #expect(look(at: 13))
  }

  @Test mutating func `one that computes and does not read hangs`() {
    #expect(!look(at: 10, cpu: .seconds(1)))
    #expect(look(at: 13, cpu: .seconds(2), isRunnable: true))
  }

  @Test mutating func `one that the system does not let run has ten times as long`() {
    #expect(!look(at: 10, cpu: .seconds(1)))
    for second: UInt64 in 11...30 { #expect(!look(at: second, cpu: .seconds(1), isRunnable: true), "\(second)") }
    #expect(look(at: 31, cpu: .seconds(1), isRunnable: true))
  }

  @Test mutating func `one that reads, or has nothing to read, does not hang`() {
    for second: UInt64 in 1...30 { #expect(!look(at: second, position: UInt32(second))) }
    for second: UInt64 in 31...60 { #expect(!look(at: second, position: 30, isWaiting: false)) }
    #expect(!look(at: 62, position: 30))
    #expect(look(at: 63, position: 30))
  }
}
