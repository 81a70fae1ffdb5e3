import CRoundhouse
import Glibc
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseLoading

/// A call that nobody waits for yet: its agent completes it, whoever asked looks for the answer, and a reader gives it up,
/// all at the same moment.
struct TakenAnswerTests {
  @Test func `whoever comes first, each answer is taken once`() throws {
    let race = try Race()
    for _ in 0..<5_000 where !race.run() { break }
    race.end()
    #expect(race.rounds == 5_000 && race.taken == race.rounds)
  }
}

/// One place of the table, used again and again by three threads.
private final class Race: Waiter {
  // The table's, which is never freed.
  private nonisolated(unsafe) let slot: UnsafeMutablePointer<CallSlot>
  private let index: UInt32
  private let token = Atomic<UInt64>(0)
  private let isOver = Atomic<Bool>(false)
  private let steps = Atomic<Int>(0)
  private let left = Atomic<Int>(2)
  private let takenInAll = Atomic<Int>(0)
  private let begun = Atomic<Int>(0)

  init() throws {
    var list: [UInt32] = []
    CallTable.take(1, into: &list)
    index = try #require(list.first)
    slot = CallTable.slots + Int(index)
    follow { race, token in race.complete(token) }
    follow { race, token in _ = race.slot.giveUp(token, race) }
  }

  var taken: Int { takenInAll.load(ordering: .acquiring) }
  var rounds: Int { begun.load(ordering: .acquiring) }

  /// One call, from the thread that asks.
  /// - Returns: whether its answer was taken once.
  func run() -> Bool {
    let round = begun.add(1, ordering: .relaxed).newValue
    let call = slot.begin(index: index, instance: 7)
    slot.open(call)
    token.store(call, ordering: .releasing)
    // An invoke that takes longer and longer, so that now this thread comes first and now another one.
    for _ in 0..<round % 8 { sched_yield() }
    if slot.takeAnswer(call) {
      takenInAll.add(1, ordering: .releasing)
    } else if !slot.keep(call, self) {
      take(call)
    }
    while steps.load(ordering: .acquiring) < 2 * round { sched_yield() }
    let isRight = taken == round
    slot.release(call)
    return isRight
  }

  /// Both other threads end.
  func end() {
    isOver.store(true, ordering: .releasing)
    while left.load(ordering: .acquiring) > 0 { sched_yield() }
    CallTable.give([index])
  }

  func callCompleted(_ token: UInt64) { take(token) }
  func abandonedCallCompleted(_ token: UInt64) { take(token) }
  func chunkAdded(_ token: UInt64) {}

  private func take(_ token: UInt64) {
    if slot.takeAnswer(token) { takenInAll.add(1, ordering: .acquiringAndReleasing) }
  }

  private func complete(_ token: UInt64) {
    let text: StaticString = "answer"
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    reply.payload = rh_bytes(data: text.utf8Start, size: UInt64(text.utf8CodeUnitCount))
    _ = CallTable.complete(token, &reply, instance: 7, CallTable.slots, RetiredServices.shared)
  }

  /// A thread that does something to each call once.
  private func follow(_ body: @escaping @Sendable (Race, UInt64) -> Void) {
    let hasThread = OwnThread.start("rh-test") { [self] in
      var last: UInt64 = 0
      while !isOver.load(ordering: .acquiring) {
        let next = token.load(ordering: .acquiring)
        guard next != last else {
          sched_yield()
          continue
        }
        last = next
        body(self, next)
        steps.add(1, ordering: .acquiringAndReleasing)
      }
      left.subtract(1, ordering: .acquiringAndReleasing)
    }
    precondition(hasThread, "the system gives no threads to the tests")
  }
}
