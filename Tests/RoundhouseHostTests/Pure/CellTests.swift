import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseHost

/// The permit word: places, the queue's count, and the closed bit.
struct CellTests {
  @Test func `a cell is one cache line`() {
    #expect(MemoryLayout<Cell>.stride == 64)
  }

  @Test func `a new cell is closed, and an open one has as many places as its limit`() {
    let cell = SharedCell()
    cell.permit = Cell.closed
    #expect(cell.enter(limit: 2) == .closed)
    cell.permit = 0
    #expect(cell.enter(limit: 2) == .entered)
    #expect(cell.enter(limit: 2) == .entered)
    #expect(cell.enter(limit: 2) == .full)
    #expect(cell.inFlight == 2)
    #expect(!cell.leave())
    #expect(cell.enter(limit: 2) == .entered)
  }

  @Test func `closing keeps those inside and lets no more in`() {
    let cell = SharedCell()
    #expect(cell.enter(limit: 2) == .entered)
    cell.permit |= Cell.closed
    #expect(cell.enter(limit: 2) == .closed)
    #expect(cell.inFlight == 1)
    #expect(!cell.leave())
    #expect(cell.inFlight == 0)
    #expect(cell.permit == Cell.closed)
  }

  @Test func `leaving says whether somebody waits`() {
    let cell = SharedCell()
    #expect(cell.enter(limit: 1) == .entered)
    cell.permit += Cell.oneQueued
    #expect(cell.leave())
    cell.permit -= Cell.oneQueued
    #expect(cell.permit == 0)
  }

  @Test func `the version stands among the traits, and one that has no room there goes the long way`() {
    for version: UInt32 in [0, 1, 7, 2047] {
      let traits = Cell.traits(of: version) | 0xFFFF | Cell.Trait.idempotent
      #expect(Cell.version(in: traits) == version)
      #expect(traits & Cell.Trait.farVersion == 0)
      #expect(traits & 0xFFFF == 0xFFFF)
    }
    #expect(Cell.traits(of: 2048) & Cell.Trait.longWay != 0)
  }

  @Test func `the average follows what is noted, and a mark of failures is told`() {
    let cell = SharedCell()
    for _ in 0..<100 { #expect(cell.note(8_000)) }
    #expect((7_000...8_000).contains(cell.averageLatency))
    cell.cell.pointee.latency.bitwiseOr(1 << 48, ordering: .relaxed)
    #expect(!cell.note(8_000))
  }

  @Test func `many threads never hold more places than the limit, and all are given back`() {
    let shared = SharedCell()
    let most = Atomic<Int>(0)
    let inside = Atomic<Int>(0)
    let entered = counted(threads: 8) { count in
      for _ in 0..<20_000 {
        guard shared.enter(limit: 3) == .entered else { continue }
        let now = inside.add(1, ordering: .acquiringAndReleasing).newValue
        if now > most.load(ordering: .relaxed) { most.store(now, ordering: .relaxed) }
        inside.subtract(1, ordering: .acquiringAndReleasing)
        _ = shared.leave()
        count.add(1, ordering: .relaxed)
      }
    }
    #expect(entered > 0)
    #expect(most.load(ordering: .relaxed) <= 3)
    #expect(shared.permit == 0)
  }
}

/// A cell that several threads, and the tests' macros, may hold on to. Open from the beginning.
final class SharedCell: Sendable {
  nonisolated(unsafe) let cell = UnsafeMutablePointer<Cell>.allocate(capacity: 1)

  init() {
    cell.initialize(to: Cell(invoke: { _, _, _ in 0 }, context: UnsafeMutableRawPointer(cell)))
    cell.pointee.permit.store(0, ordering: .relaxed)
  }

  var permit: UInt64 {
    get { cell.pointee.permit.load(ordering: .relaxed) }
    set { cell.pointee.permit.store(newValue, ordering: .relaxed) }
  }
  var inFlight: Int { cell.pointee.inFlight }
  var averageLatency: Nanoseconds { cell.pointee.averageLatency }
  func enter(limit: UInt32) -> Cell.Entrance { cell.pointee.enter(limit: limit) }
  func leave() -> Bool { cell.pointee.leave() }
  func note(_ duration: Nanoseconds) -> Bool { cell.pointee.note(duration) }

  deinit {
    cell.deinitialize(count: 1)
    cell.deallocate()
  }
}
