import Testing

internal import RoundhouseRuns

/// How a thread looks for work before it sleeps.
@Suite struct LookoutTests {
  /// How often it looks in each of so many waits, when there is something at the so-many-th look, or never.
  private func looks(_ lookout: inout Lookout, waits: Int, at found: Int?) -> [Int] {
    (0..<waits).map { _ in
      var count = 0
      let isFound = lookout.sees {
        count += 1
        return count == found
      }
      #expect(isFound == (found != nil && count == found))
      return count
    }
  }

  @Test("It looks as long as it finds something, and ever more seldom when it finds nothing")
  func patience() {
    var lookout = Lookout()
    #expect(looks(&lookout, waits: 5, at: 3) == [3, 3, 3, 3, 3])
    let idle = looks(&lookout, waits: 100, at: nil).enumerated().filter { $0.element > 0 }.map(\.offset)
    #expect(idle == [0, 2, 6, 14, 30, 62])
  }

  @Test("Once it has found something it looks every time again")
  func hope() {
    var lookout = Lookout()
    _ = looks(&lookout, waits: 1, at: nil)
    #expect(looks(&lookout, waits: 4, at: 1) == [0, 1, 1, 1])
  }
}
