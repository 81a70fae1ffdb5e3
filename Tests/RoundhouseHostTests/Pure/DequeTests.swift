import Testing

@testable import RoundhouseHost

/// The queue behind threads and turns.
struct DequeTests {
  @Test func `what goes in first comes out first, across many moves`() {
    var deque = Deque<Int>()
    var expected: [Int] = []
    var next = 0
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let draw = UInt64.random(in: 0..<100, using: &random)
      if draw < 10, let meant = expected.randomElement(using: &random) {
        #expect(deque.remove { $0 == meant } == true)
        expected.removeAll { $0 == meant }
        #expect(deque.remove { $0 == meant } == false)
      } else if draw < 60 {
        deque.append(next)
        expected.append(next)
        next += 1
      } else {
        #expect(deque.popFirst() == (expected.isEmpty ? nil : expected.removeFirst()))
      }
      #expect(deque.count == expected.count)
      #expect(deque.isEmpty == expected.isEmpty)
    }
    while let value = deque.popFirst() { #expect(value == expected.removeFirst()) }
    #expect(expected.isEmpty)
  }
}
