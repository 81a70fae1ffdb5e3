internal import RoundhouseModel
internal import Synchronization

/// The open handles of one instance: who owns each, who is using it, and since when nobody does.
///
/// A handle that is not thread-safe is used by one call at a time; the second is told `overloaded` at once rather than
/// made to wait, so that no call of the library ever waits for another and two calls with two handles cannot lock each
/// other out. The library is never called under the lock.
final class FFIHandleTable: Sendable {
  private let types: [FFIHandleType]
  private let idleLimit: Nanoseconds
  private let state = Mutex(State())

  /// - Parameter idleLimit: handles that nobody used for so long are closed by `sweep`.
  init(_ types: [FFIHandleType], idleLimit: Nanoseconds = .seconds(600)) {
    self.types = types
    self.idleLimit = idleLimit
  }

  var count: Int { state.withLock { $0.entries.count - $0.free.count } }

  /// Begins to use a handle.
  /// - Parameter isConsuming: whether the call is to end it.
  /// - Parameter held: what the same call is using already.
  func acquire(
    _ text: String, type: Int, owner: String, isConsuming: Bool, held: [FFILease]
  ) throws(FFIFault) -> (place: Int, pointer: UInt) {
    let name = try name(text, type)
    return try unlocked { state throws(FFIFault) in
      let place = name.place
      guard state.entries.indices.contains(place), state.entries[place].name == name,
        state.entries[place].type == type, state.entries[place].pointer != 0
      else {
        throw FFIFault(
          "the handle is closed, or was never given out by this instance", remedy: "open a new one",
          agentCode: "stale_handle")
      }
      let entry = state.entries[place]
      guard entry.owner == owner else {
        throw FFIFault(
          .permissionDenied, "the handle belongs to somebody else", remedy: "open one of your own",
          agentCode: "foreign_handle")
      }
      let mine = held.contains { $0.place == place }
      if isConsuming, entry.children > 0 {
        throw FFIFault(
          .conflict, "\(entry.children) other handles live within this one", remedy: "close them first",
          agentCode: "handle_in_use")
      }
      if entry.users > 0, isConsuming || entry.isClosing || !types[type].isThreadSafe && !mine {
        throw FFIFault(
          .overloaded, "the handle is in use by another call", remedy: "try again when that has ended",
          agentCode: "handle_in_use")
      }
      state.entries[place].users += 1
      state.entries[place].isClosing = isConsuming
      return (place, entry.pointer)
    }
  }

  /// Keeps a place for a handle that a call is about to make.
  func reserve() throws(FFIFault) -> Int {
    try unlocked { state throws(FFIFault) in
      if let place = state.free.popLast() { return place }
      guard state.entries.count < FFILimits.handles else {
        throw FFIFault(
          .overloaded, "\(FFILimits.handles) handles are open, more are not allowed", remedy: "close some",
          agentCode: "too_many_handles")
      }
      state.entries.append(Entry())
      return state.entries.count - 1
    }
  }

  /// Fills a reserved place and answers with the handle's text.
  /// - Parameter parent: the place of the handle within which this one lives.
  func commit(
    _ place: Int, pointer: UInt, type: Int, owner: String, parent: Int?, now: Nanoseconds
  ) -> String {
    let name = FFIHandleName(place: place)
    state.withLock { state in
      state.order += 1
      state.entries[place] = Entry(
        name: name, type: type, pointer: pointer, owner: owner, parent: parent ?? -1, lastUse: now, order: state.order)
      if let parent { state.entries[parent].children += 1 }
    }
    return name.text(type: types[type].name)
  }

  /// Ends the use of a handle.
  func release(_ place: Int, now: Nanoseconds) {
    state.withLock { state in
      state.entries[place].users -= 1
      state.entries[place].isClosing = false
      state.entries[place].lastUse = now
    }
  }

  /// Forgets a handle, or gives a reserved place back; does not destroy anything.
  func forget(_ place: Int) {
    state.withLock { $0.remove(place) }
  }

  /// Closes what nobody has used for the idle limit. A handle within which others live is not idle.
  /// - Returns: how many were closed.
  @discardableResult
  func sweep(now: Nanoseconds) -> Int {
    close { $0.users == 0 && $0.children == 0 && now >= $0.lastUse && now - $0.lastUse >= idleLimit }
  }

  /// Closes everything, the youngest first. No call is in flight.
  func closeAll() { close { _ in true } }

  @discardableResult
  private func close(where isChosen: (borrowing Entry) -> Bool) -> Int {
    let closed = state.withLock { state in
      let places = state.entries.indices.filter { state.entries[$0].pointer != 0 && isChosen(state.entries[$0]) }
      let entries = places.map { state.entries[$0] }
      for place in places { state.remove(place) }
      return entries.sorted { $0.order > $1.order }
    }
    for entry in closed { types[entry.type].destroy(entry.pointer) }
    return closed.count
  }

  /// `Mutex.withLock` cannot throw this type through by itself.
  private func unlocked<Value: Sendable>(
    _ body: (inout sending State) throws(FFIFault) -> Value
  ) throws(FFIFault) -> Value {
    try state.withLock { (state) throws(FFIFault) in try body(&state) }
  }

  private func name(_ text: String, _ type: Int) throws(FFIFault) -> FFIHandleName {
    let wanted = types[type].name
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let name = FFIHandleName(parts[1]) else {
      throw FFIFault(expected: "a handle such as \"\(wanted):…\"", found: "\"\(text.prefix(40))\"")
    }
    guard parts[0] == wanted else {
      throw FFIFault(expected: "a handle of \(wanted)", found: "one of \(parts[0].prefix(64))")
    }
    return name
  }

  private struct Entry: Sendable {
    var name = FFIHandleName.none
    var type = 0
    /// The library's pointer; 0 while the place is free or reserved.
    var pointer: UInt = 0
    var owner = ""
    var parent = -1
    var children = 0
    var users = 0
    var isClosing = false
    var lastUse: Nanoseconds = 0
    /// Grows with each handle made.
    var order: UInt64 = 0
  }

  private struct State: Sendable {
    var entries: [Entry] = []
    var free: [Int] = []
    var order: UInt64 = 0

    mutating func remove(_ place: Int) {
      let parent = entries[place].parent
      if parent >= 0, entries[parent].children > 0 { entries[parent].children -= 1 }
      entries[place] = Entry()
      free.append(place)
    }
  }
}

extension FFIHandleName {
  /// The name of a place that is free. It is no handle's, as its pointer is 0.
  fileprivate static let none = FFIHandleName(place: 0)
}
