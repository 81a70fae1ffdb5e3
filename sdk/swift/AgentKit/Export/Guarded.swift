// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// A mutex whose order Thread Sanitizer sees.
///
/// When threads meet, `Mutex` is taken inside the library of the standard distribution, which the sanitizer does not
/// observe. The counter repeats the same order where it does: a load and a store, a nanosecond together.
struct Guarded<Value>: ~Copyable, Sendable {
  private let mutex: Mutex<Value>
  private let order = Atomic<UInt>(0)

  init(_ value: consuming sending Value) { mutex = Mutex(value) }

  /// Lends the value to one thread at a time. No await, no call-back and no call of the host inside.
  func withLock<Answer>(_ body: (inout sending Value) -> sending Answer) -> sending Answer {
    mutex.withLock { value in
      let turn = order.load(ordering: .acquiring)
      defer { order.store(turn &+ 1, ordering: .releasing) }
      return body(&value)
    }
  }
}
