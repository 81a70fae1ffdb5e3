internal import CPlatform

/// A connection's room for request bodies, used again by each request. Owned by one connection.
struct RequestBody: ~Copyable {
  /// A connection keeps this much when a request is over, and it does not count against the budget.
  static let kept = 64 << 10

  private var room: UnsafeMutableRawPointer?
  private var capacity = 0
  private(set) var count = 0
  private let budget: BodyBudget

  init(_ budget: BodyBudget) { self.budget = budget }

  deinit {
    room?.deallocate()
    if capacity > Self.kept { budget.give(capacity) }
  }

  /// Valid until the next change.
  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: room, count: count) }

  /// - Returns: false if there is no room left for so many large bodies.
  mutating func append(_ data: UnsafeRawBufferPointer) -> Bool {
    guard let source = data.baseAddress else { return true }
    if count + data.count > capacity, !grow(to: count + data.count) { return false }
    if let room { memcpy(room + count, source, data.count) }
    count += data.count
    return true
  }

  /// Begins anew, and gives much room back.
  mutating func clear() {
    count = 0
    guard capacity > Self.kept else { return }
    room?.deallocate()
    budget.give(capacity)
    (room, capacity) = (nil, 0)
  }

  private mutating func grow(to needed: Int) -> Bool {
    let size = needed <= Self.kept ? max(1024, min(needed * 2, Self.kept)) : max(needed, min(capacity * 2, 64 << 20))
    if size > Self.kept, !budget.take(size) { return false }
    let bigger = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
    if let room {
      memcpy(bigger, room, count)
      room.deallocate()
    }
    if capacity > Self.kept { budget.give(capacity) }
    (room, capacity) = (bigger, size)
    return true
  }
}
