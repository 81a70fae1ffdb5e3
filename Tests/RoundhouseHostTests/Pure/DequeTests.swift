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
      if UInt64.random(in: 0..<100, using: &random) < 55 {
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
