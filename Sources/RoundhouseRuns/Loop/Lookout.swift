internal import CPlatform
internal import RoundhouseModel

/// Looks out for something for a moment before its thread sleeps, because to wake a thread takes longer than most of what
/// is waited for when one thing follows another. It looks more and more seldom while nothing comes.
package struct Lookout {
  /// About as long as it takes to wake a thread of a virtual machine.
  private static let moment: Nanoseconds = .microseconds(100)
  /// So many looks lie between two times on the clock.
  private static let looks = 32
  private static let longestPause = 64

  /// So many times it sleeps at once before it looks out again, and how many are left of them.
  private var pause = 0
  private var left = 0

  package init() {}

  /// - Returns: whether it came.
  package mutating func sees(_ isThere: () -> Bool) -> Bool {
    if left > 0 {
      left -= 1
      return false
    }
    let end = platform_now() &+ Lookout.moment
    repeat {
      for _ in 0..<Lookout.looks {
        if isThere() {
          pause = 0
          return true
        }
        platform_pause()
      }
    } while platform_now() < end
    pause = min(2 * pause + 1, Lookout.longestPause)
    left = pause
    return false
  }
}
