import Synchronization
import Testing

@testable import RoundhouseHost

/// The turn inside a serial agent.
struct TurnTests {
  @Test func `a free turn is taken, a taken one is not`() {
    let threads = BlockingThreads(limit: 2, queue: 16)
    defer { threads.stop() }
    let turn = Turn()
    #expect(turn.take())
    #expect(!turn.take())
    turn.leave(threads)
    #expect(turn.take())
  }

  @Test func `work left while the turn is taken is done afterwards, once, in order`() {
    let threads = BlockingThreads(limit: 2, queue: 16)
    defer { threads.stop() }
    let turn = Turn()
    let done = Mutex<[Int]>([])
    #expect(turn.take())
    for number in 0..<50 {
      #expect(!turn.takeOrLeave { done.withLock { $0.append(number) } })
    }
    #expect(done.withLock { $0.isEmpty })
    turn.leave(threads)
    #expect(eventually { done.withLock { $0.count } == 50 })
    #expect(done.withLock { $0 } == Array(0..<50))
    #expect(eventually { turn.take() })
  }

  @Test func `whatever many threads bring is done one at a time`() {
    let threads = BlockingThreads(limit: 4, queue: 100_000)
    defer { threads.stop() }
    let turn = Turn()
    let inside = Atomic<Int>(0)
    let overlaps = Atomic<Int>(0)
    let done = Atomic<Int>(0)
    let work: @Sendable () -> Void = {
      if inside.add(1, ordering: .relaxed).newValue > 1 { overlaps.add(1, ordering: .relaxed) }
      done.add(1, ordering: .relaxed)
      inside.subtract(1, ordering: .relaxed)
    }
    _ = counted(threads: 8) { _ in
      for _ in 0..<500 where turn.takeOrLeave(work) {
        work()
        turn.leave(threads)
      }
    }
    #expect(eventually { done.load(ordering: .relaxed) == 4000 })
    #expect(overlaps.load(ordering: .relaxed) == 0)
  }
}
