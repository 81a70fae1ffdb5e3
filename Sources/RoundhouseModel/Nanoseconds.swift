/// A length of time, or a point on the monotonic clock, in nanoseconds.
package typealias Nanoseconds = UInt64

extension Nanoseconds {
  package static func microseconds(_ count: UInt64) -> Nanoseconds { count * 1_000 }
  package static func milliseconds(_ count: UInt64) -> Nanoseconds { count * 1_000_000 }
  package static func seconds(_ count: UInt64) -> Nanoseconds { count * 1_000_000_000 }
}
