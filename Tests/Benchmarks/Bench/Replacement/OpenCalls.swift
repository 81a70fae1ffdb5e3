internal import Synchronization

/// How many requests of one caller are under way.
final class OpenCalls: Sendable {
  private let open = Atomic<Int>(0)

  var count: Int { open.load(ordering: .acquiring) }
  func begin() { open.add(1, ordering: .relaxed) }
  func end() { open.subtract(1, ordering: .releasing) }
}
