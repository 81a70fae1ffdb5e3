import RoundhouseModel
import Testing

@testable import RoundhouseHost

/// What is said of the time of a new generation's calls: in one stretch of time after another, a tenth of a second each.
struct ComparisonCourseTests {
  /// Calls in powers of two: `[20: 3]` are three of 0.5 to 1 ms.
  private static func calls(_ counts: [Int: Int]) -> CallStatistics {
    var statistics = CallStatistics()
    for (place, count) in counts {
      statistics.buckets[place] = UInt64(count)
      statistics.calls += UInt64(count)
      statistics.total += UInt64(count) * (3 << UInt64(place - 2))
    }
    return statistics
  }

  private static func course(
    _ stretches: [(old: [Int: Int], new: [Int: Int])], policy: ReplacementPolicy = ReplacementPolicy()
  ) -> ComparisonCourse {
    var (course, whole) = (ComparisonCourse(since: 0), Comparison())
    for (place, stretch) in stretches.enumerated() {
      whole = whole + Comparison(incumbent: calls(stretch.old), successor: calls(stretch.new))
      course.look(whole, policy, now: .milliseconds(100) * UInt64(place + 1))
    }
    return course
  }

  private static func isSlow(_ stretches: [(old: [Int: Int], new: [Int: Int])]) -> Bool {
    course(stretches).slowness(ReplacementPolicy()) != nil
  }

  @Test func `calls that one moment has struck are no reason, however many`() {
    let quiet = (old: [20: 950], new: [20: 50])
    #expect(!Self.isSlow([quiet, quiet, (old: [20: 950], new: [25: 60]), quiet, quiet]))
    // The moment lies on a border.
    #expect(!Self.isSlow([quiet, (old: [20: 950], new: [25: 50]), (old: [20: 950], new: [25: 50]), quiet, quiet]))
  }

  @Test func `the same calls spread over the stretches are a reason`() {
    #expect(Self.isSlow(Array(repeating: (old: [20: 950], new: [20: 38, 25: 12]), count: 5)))
  }

  @Test func `a tail that is in three stretches of seven is not in most`() {
    let quiet = (old: [20: 950], new: [20: 50])
    let late = (old: [20: 950], new: [20: 30, 25: 20])
    #expect(!Self.isSlow([quiet, late, quiet, late, quiet, late, quiet]))
    #expect(Self.isSlow([late, late, quiet, late, quiet, late, quiet]))
  }

  /// As measured on two processors with sixteen that wanted to run: two equal generations, of which one slept between its
  /// calls and the other did not come to that.
  @Test func `on a busy machine waiting for a processor is no reason`() {
    let stretch = (
      old: [16: 90, 17: 1100, 18: 2090, 19: 2450, 20: 1180, 21: 700, 22: 1370, 23: 610, 24: 140, 25: 110],
      new: [16: 7, 17: 58, 18: 35, 19: 18, 20: 29, 21: 36, 22: 69, 23: 55, 24: 88, 25: 89, 26: 13]
    )
    #expect(!Self.isSlow(Array(repeating: stretch, count: 9)))
  }

  /// As measured while sixteen callers asked as fast as they were answered.
  @Test func `where all processors are used a wait for one of them is no reason`() {
    let stretch = (
      old: [16: 24, 17: 258, 18: 421, 19: 234, 20: 39, 21: 6, 22: 8, 23: 4, 24: 1],
      new: [16: 5, 17: 66, 18: 126, 19: 250, 20: 298, 21: 199, 22: 46, 23: 5, 24: 1]
    )
    #expect(!Self.isSlow(Array(repeating: stretch, count: 11)))
  }

  /// As measured with sixteen clients over HTTP beside compilers, a debug build.
  @Test func `where even the quickest calls wait to be woken that is no reason`() {
    let stretch = (
      old: [16: 110, 17: 2890, 18: 3290, 19: 950, 20: 360, 21: 840, 22: 1440, 23: 80],
      new: [17: 11, 18: 44, 19: 99, 20: 110, 21: 171, 22: 308, 23: 250, 24: 3]
    )
    #expect(!Self.isSlow(Array(repeating: stretch, count: 11)))
  }

  @Test(arguments: [40, 400]) func `one of a millisecond is slow beside a quick one, in long stretches and short ones`(
    _ calls: Int
  ) {
    #expect(Self.isSlow(Array(repeating: (old: [17: 950], new: [21: calls]), count: 6)))
    #expect(!Self.isSlow(Array(repeating: (old: [17: 950], new: [18: calls]), count: 6)))
  }

  @Test func `and there one that takes long by itself is found`() {
    let stretch = (
      old: [16: 90, 17: 1100, 18: 2090, 19: 2450, 20: 1180, 21: 700, 22: 1370, 23: 610, 24: 140, 25: 110],
      new: [23: 200, 24: 150, 25: 50]
    )
    #expect(Self.isSlow(Array(repeating: stretch, count: 5)))
  }

  @Test func `what makes the calls of both long is no reason`() {
    let quiet = (old: [20: 950], new: [20: 50])
    let busy = (old: [24: 475, 25: 475], new: [24: 23, 25: 27])
    #expect(!Self.isSlow([quiet, busy, busy, busy, quiet, busy]))
  }

  @Test func `too few calls of either side say nothing`() {
    #expect(!Self.isSlow([(old: [20: 400], new: [25: 19])]))
    #expect(!Self.isSlow([(old: [20: 4], new: [25: 50])]))
    #expect(Self.isSlow([(old: [20: 400], new: [25: 20])]))
  }

  @Test func `looks at one moment are one stretch, and of few calls none`() {
    var course = ComparisonCourse(since: 0)
    let policy = ReplacementPolicy()
    for (milliseconds, count, stretches) in [(20, 10, 0), (60, 10, 1), (80, 20, 1), (120, 20, 2), (220, 24, 2)] {
      let whole = Comparison(incumbent: Self.calls([20: 100]), successor: Self.calls([20: count]))
      course.look(whole, policy, now: .milliseconds(UInt64(milliseconds)))
      #expect(course.stretches.count == stretches, "\(milliseconds) ms")
    }
  }

  @Test func `one that is held for days is compared by a bounded number of stretches, and no call is lost`() {
    let course = Self.course(Array(repeating: (old: [20: 95], new: [20: 5]), count: 1000))
    #expect(course.stretches.count <= 64)
    #expect(course.stretches.reduce(Comparison(), +) == course.whole)
  }

  @Test func `a cell that has gone makes no calls of a stretch`() {
    let more = Self.calls([20: 40])
    let fewer = Self.calls([20: 30])
    #expect(fewer.since(more) == CallStatistics())
    #expect(more.since(fewer) == Self.calls([20: 10]))
  }
}
