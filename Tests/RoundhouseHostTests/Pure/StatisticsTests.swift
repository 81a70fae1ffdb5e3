import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

/// A thread's notes and the book in which they are counted.
struct StatisticsTests {
  private func share() -> ThreadShare { ThreadShare(Snapshot([], generation: 1)) }

  @Test func `what a thread notes is counted once, by cell and duration`() {
    let (share, book) = (share(), StatisticsBook())
    #expect(share.note(cell: 3, 1_000))
    #expect(share.note(cell: 3, 3_000))
    #expect(share.note(cell: 900, 5))
    book.fold(share.words)
    book.fold(share.words)
    let third = book.statistics(of: 3)
    #expect(third.calls == 2)
    #expect(third.total == 4_000)
    #expect(third.buckets[10] == 1)
    #expect(third.buckets[12] == 1)
    #expect(book.statistics(of: 900).calls == 1)
    #expect(book.statistics(of: 4).calls == 0)
    #expect(book.calls == 3)
  }

  @Test func `a thread's room has a bound, and counting makes room again`() {
    let (share, book) = (share(), StatisticsBook())
    for _ in 0..<3 {
      var noted = 0
      while share.note(cell: 1, 1) { noted += 1 }
      #expect(noted == ThreadWords.durationCapacity)
      book.fold(share.words)
    }
    #expect(book.calls == UInt64(3 * ThreadWords.durationCapacity))
  }

  @Test func `failures are counted, and cells that go keep their part in the sum`() {
    let book = StatisticsBook()
    book.add(cell: 7, 100, failed: true)
    book.add(cell: 7, 100, failed: false)
    book.add(cell: 8, .seconds(9000), failed: false)
    book.forget([7])
    #expect(book.statistics(of: 7) == CallStatistics())
    #expect(book.sum.calls == 3)
    #expect(book.sum.errors == 1)
    #expect(book.sum.total == 200 + .seconds(9000))
  }

  @Test func `nothing is lost or counted twice while a thread notes and another one counts`() {
    let (share, book) = (share(), StatisticsBook())
    let total = 200_000
    let notes = counted(threads: 2) { count in
      // Whoever is first writes, the other one counts.
      if count.add(1, ordering: .relaxed).newValue == 1 {
        for _ in 0..<total { while !share.note(cell: 5, 64) {} }
        count.add(10, ordering: .releasing)
      } else {
        while count.load(ordering: .acquiring) < 10 { book.fold(share.words) }
        book.fold(share.words)
      }
    }
    #expect(notes == 12)
    #expect(book.statistics(of: 5).calls == UInt64(total))
    #expect(book.statistics(of: 5).total == UInt64(total) * 64)
  }
}

extension ThreadShare {
  fileprivate func note(cell: UInt32, _ duration: Nanoseconds) -> Bool {
    words.pointee.note(cell: cell, duration)
  }
}
