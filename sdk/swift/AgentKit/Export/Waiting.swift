// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Holds a host-owned thread until `isDone`, at longest until `deadline` on the monotonic clock; says whether it is.
///
/// Only for the end of an agent's life. The first looks come at once, because what is awaited is usually about to end;
/// the later ones every millisecond.
func holdThread(until deadline: UInt64 = .max, _ isDone: () -> Bool) -> Bool {
  var looks = 0
  while !isDone() {
    guard monotonicNow() < deadline else { return false }
    looks += 1
    if looks < 1_000 { sched_yield() } else { usleep(1_000) }
  }
  return true
}

private func monotonicNow() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
