internal import RoundhouseModel

/// What is due when: a heap of times. One that was cancelled stays in the heap until its time, and does nothing then.
struct TimerQueue {
  struct Timer: Sendable, Hashable {
    fileprivate let number: UInt64
  }

  private struct Entry {
    var time: Nanoseconds
    var timer: Timer
  }

  private var heap: [Entry] = []
  private var bodies: [Timer: @Sendable () -> Void] = [:]
  private var count: UInt64 = 0

  /// When something may be due; nil if nothing will.
  var next: Nanoseconds? { heap.first?.time }

  mutating func add(_ time: Nanoseconds, _ body: @escaping @Sendable () -> Void) -> Timer {
    count += 1
    let timer = Timer(number: count)
    bodies[timer] = body
    heap.append(Entry(time: time, timer: timer))
    var place = heap.count - 1
    while place > 0, heap[(place - 1) / 2].time > heap[place].time {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
    return timer
  }

  mutating func cancel(_ timer: Timer) { bodies[timer] = nil }

  /// Takes out what is due.
  mutating func takeDue(_ now: Nanoseconds) -> [@Sendable () -> Void] {
    var due: [@Sendable () -> Void] = []
    while let first = heap.first, first.time <= now {
      removeFirst()
      if let body = bodies.removeValue(forKey: first.timer) { due.append(body) }
    }
    return due
  }

  private mutating func removeFirst() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    heap[0] = last
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child + 1].time < heap[child].time { child += 1 }
      guard heap[child].time < heap[place].time else { return }
      heap.swapAt(place, child)
      place = child
    }
  }
}
