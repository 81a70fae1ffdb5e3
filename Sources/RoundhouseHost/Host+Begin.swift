internal import CPlatform
internal import RoundhouseLoading
package import RoundhouseModel
internal import Synchronization

// The walk of a call. `begin` is the short way, for a request that names nothing but a capability and an agent that
// answers on its caller's thread: no lock, no allocation, nothing shared but the agent's own cache line.
extension Host {
  /// Asks the best agent. Blocks no longer than an agent declared non-blocking does.
  /// - Parameters:
  ///   - capability: the name in UTF-8, without a version; borrowed.
  ///   - payload: borrowed; the agent sees a copy.
  package func begin(
    _ capability: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ options: borrowing CallOptions
  ) throws(RoundhouseError) -> Begun {
    let thread = ThreadRecord.current(of: self)
    let hash = NameHash(capability, version: options.version, key: key)
    guard options.isPlain, let index = pick(hash, thread) else {
      return try beginSlowly(capability, payload, options, hash)
    }
    let cell = cellMemory + Int(index)
    let traits = cell.pointee.traits.load(ordering: .relaxed)
    let permit = cellMemory + Int(cell.pointee.leader)
    guard traits & Cell.Trait.longWay == 0, cell.pointee.gate.load(ordering: .acquiring) == 0,
      permit.pointee.enter(limit: traits & 0xFFFF) == .entered
    else { return try beginSlowly(capability, payload, options, hash) }
    // The cell may have been given to another agent since the snapshot was made.
    guard cell.pointee.fingerprint == hash.fingerprint, let place = thread.pointee.takePlace() else {
      if permit.pointee.leave() { dispatch(index) }
      return try beginSlowly(capability, payload, options, hash)
    }
    return try ask(cell, index, permit, place, thread, capability, payload, options, hash)
  }

  /// The cell of the only candidate, or of the better of two of the highest priority; nil for the long way.
  @inline(__always)
  private func pick(_ hash: NameHash, _ thread: UnsafeMutablePointer<ThreadWords>) -> UInt32? {
    guard let entry = Snapshot.find(hash.index, thread.pointee.entries, thread.pointee.mask) else { return nil }
    if entry.pointee.count == 1 { return entry.pointee.first }
    let head = UInt64(entry.pointee.head & 0xFFF)
    guard entry.pointee.head >> 12 == 0 else { return nil }
    let first = thread.pointee.candidates + Int(entry.pointee.first)
    if head == 1 { return first.pointee.cell }
    let random = thread.pointee.nextRandom()
    let a = (first + Int(((random >> 32) &* head) >> 32)).pointee.cell
    let b = (first + Int(((random & 0xFFFF_FFFF) &* head) >> 32)).pointee.cell
    // One in sixteen goes where it fell, so that an agent which was slow once is not forgotten for ever.
    if random & 0xF000 == 0, cellMemory[Int(a)].gate.load(ordering: .relaxed) == 0 { return a }
    return load(a) <= load(b) ? a : b
  }

  @inline(__always)
  private func load(_ index: UInt32) -> UInt64 {
    let cell = cellMemory + Int(index)
    let inFlight = cell.pointee.permit.load(ordering: .relaxed) & 0xFFFF_FFFF
    // A closed gate weighs most, so that a healthy peer is picked without the long way.
    let closed: UInt64 = cell.pointee.gate.load(ordering: .relaxed) == 0 ? 0 : 1 << 62
    return ((inFlight &+ 1) &* (cell.pointee.averageLatency &+ 1)) | closed
  }

  /// Asks the agent of a cell on this thread. A place inside it and one in the call table are taken.
  @inline(__always)
  private func ask(
    _ cell: UnsafeMutablePointer<Cell>, _ index: UInt32, _ permit: UnsafeMutablePointer<Cell>, _ place: UInt32,
    _ thread: UnsafeMutablePointer<ThreadWords>, _ capability: UnsafeRawBufferPointer,
    _ payload: UnsafeRawBufferPointer,
    _ options: borrowing CallOptions, _ hash: NameHash
  ) throws(RoundhouseError) -> Begun {
    // The agent's own memory is on its way while the request is written.
    platform_prefetch(cell.pointee.context)
    let slot = thread.pointee.slots + Int(place)
    // Written before the clock is read: an agent that loads a text's address and size at once would have to wait for
    // stores as fresh as these.
    let token = slot.hand(
      index: place, instance: UInt64(cell.pointee.instance), capability: capability,
      version: Cell.version(in: cell.pointee.traits.load(ordering: .relaxed)), payload: payload)
    let scale = platform_tick_scale()
    let now = platform_now_coarse()
    // The clock may have stood still for a tick of the kernel's timer, and nobody is to have less time than was promised.
    let timeout = UInt64(cell.pointee.timeout) &* 1_000_000 &+ coarseness
    let deadline = options.deadline == 0 ? now &+ timeout : options.deadline
    slot.open(token, deadline: deadline)
    thread.pointee.inlineCall.store(CallWord.of(cell: index, place: place), ordering: .relaxed)
    thread.pointee.inlineSince.store(now, ordering: .relaxed)
    let start = platform_ticks(scale)
    let status = cell.pointee.invoke(cell.pointee.context, token, slot.requestPointer)
    let duration = platform_ticks_since(start, scale)
    thread.pointee.inlineSince.store(0, ordering: .relaxed)
    if duration > configuration.inlineLimit { suspect(index) }
    guard status == 0, slot.isAnswered(token) else {
      let since = platform_now() &- duration
      return try goOn(
        after: status, slot, place, token, index, start: since, deadline: deadline, capability, options, hash)
    }
    if !thread.pointee.note(cell: index, duration) { count(thread, index, duration) }
    if !cell.pointee.note(duration) { recovered(index) }
    if permit.pointee.leave() { dispatch(index) }
    return .done(
      Reply(slot, place: place, token: token, cell: index, table: cellTable, agentTime: duration, attempts: 1))
  }

  /// Makes room among the thread's notes.
  @inline(never)
  private func count(_ thread: UnsafeMutablePointer<ThreadWords>, _ index: UInt32, _ duration: Nanoseconds) {
    book.fold(thread)
    _ = thread.pointee.note(cell: index, duration)
  }

  /// The agent has not answered at once, or has failed: from here on the call is a pending one.
  @inline(never)
  private func goOn(
    after status: Int32, _ slot: UnsafeMutablePointer<CallSlot>, _ place: UInt32, _ token: UInt64, _ index: UInt32,
    start: Nanoseconds, deadline: Nanoseconds, _ capability: UnsafeRawBufferPointer, _ options: borrowing CallOptions,
    _ hash: NameHash
  ) throws(RoundhouseError) -> Begun {
    var state = PendingCall.State()
    state.phase = .inAgent(cell: index, token: token, since: start)
    state.attempts = 1
    let call = PendingCall(
      self, String(decoding: capability, as: UTF8.self), hash: hash, options: copy options, deadline: deadline,
      place: place, circle: [], state: state)
    if status != 0 {
      if slot.refuse(token, status: status) == nil, let agent = registry.owner(of: index) {
        returnedAfterCompletion(agent, status)
      }
      call.callCompleted(token)
    } else if !slot.wait(token, call) {
      call.callCompleted(token)
    }
    // Only now: whoever gives a call up must find somebody registered for its late completion.
    deadlines.add(call, at: Int(place), deadline: deadline)
    return try settled(call)
  }

  /// The long way: everything a request may say is looked at.
  @inline(never)
  private func beginSlowly(
    _ capability: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ options: borrowing CallOptions,
    _ hash: NameHash
  ) throws(RoundhouseError) -> Begun {
    try begin(capability, payload, options, hash, circle: [], depth: 0, parent: 0)
  }

  /// - Parameter circle: the calls above this one.
  func begin(
    _ capability: UnsafeRawBufferPointer, _ payload: UnsafeRawBufferPointer, _ options: borrowing CallOptions,
    _ hash: NameHash, circle: [CircleLink], depth: UInt32, parent: UInt64
  ) throws(RoundhouseError) -> Begun {
    guard isReady else {
      throw RoundhouseError(.noHealthyAgent, "the host is shutting down", remedy: "ask another host, or later")
    }
    let name = String(decoding: capability, as: UTF8.self)
    guard let group = registry.group(name, version: options.version) else {
      throw router.unknown(name, version: options.version)
    }
    guard let place = ThreadRecord.current(of: self).pointee.takePlace() else {
      throw RoundhouseError(
        .overloaded, "\(CallTable.capacity) calls are in flight already", remedy: "try again later", capability: name)
    }
    let timeout = group.members.first?.capability.timeout ?? .seconds(30)
    let deadline = options.deadline == 0 ? clock.now &+ timeout : options.deadline
    let slot = CallTable.slots + Int(place)
    slot.setRequest(
      capability: capability, version: group.version, payload: payload, deadline: deadline, options: options,
      depth: depth)
    slot.setParent(parent)
    let call = PendingCall(
      self, name, hash: hash, options: copy options, deadline: deadline, place: place, circle: circle)
    deadlines.add(call, at: Int(place), deadline: deadline)
    call.advance()
    return try settled(call)
  }

  /// What can be said of a call when `begin` returns.
  private func settled(_ call: PendingCall) throws(RoundhouseError) -> Begun {
    guard call.state.withLock({ $0.outcome != nil }), !call.options.wantsChunks else { return .pending(call) }
    return .done(try call.takeOutcome())
  }
}
