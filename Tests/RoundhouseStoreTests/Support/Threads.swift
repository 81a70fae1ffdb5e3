import Foundation
import Synchronization

/// Opens once; whoever waits goes on.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)
  func open() { semaphore.signal() }
  func wait() { semaphore.wait() }
}

final class Counter: Sendable {
  private let value = Atomic(0)
  var count: Int { value.load(ordering: .sequentiallyConsistent) }
  func add() { value.wrappingAdd(1, ordering: .sequentiallyConsistent) }
}

/// The name that the system has for this thread.
func threadName() -> String {
  var name = [CChar](repeating: 0, count: 16)
  pthread_getname_np(pthread_self(), &name, name.count)
  return String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
