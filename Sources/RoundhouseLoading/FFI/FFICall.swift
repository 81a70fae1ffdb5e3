internal import CPlatform
internal import RoundhouseModel

/// One call of a foreign function, from the request's bytes to the answer's: read, make room, call, judge, write.
///
/// Everything it needs lives in its frame and its arena, and is gone when it ends.
struct FFICall: ~Copyable {
  let function: FFIFunction
  let bounds: FFIBounds
  /// Whose handles these are.
  let owner: String
  var arena: FFIArena
  var leases: [FFILease] = []
  private(set) var frame: UnsafeMutableRawPointer
  /// Whether the payload was raw.
  var isRaw = false
  private var hasStarted = false

  init(
    _ function: FFIFunction, _ bounds: FFIBounds, owner: String, room: UnsafeMutableRawBufferPointer
  ) throws(FFIFault) {
    self.function = function
    self.bounds = bounds
    self.owner = owner
    arena = FFIArena(room: room)
    let image = function.plan.image
    frame = try arena.allocate(image.count)
    memcpy(frame, image, image.count)
    let arguments = frame.assumingMemoryBound(to: UnsafeMutableRawPointer?.self)
    for (index, offset) in function.plan.arguments.enumerated() { arguments[index] = frame + offset }
    for (word, target) in function.plan.addresses {
      (frame + word).storeBytes(of: frame + target, as: UnsafeMutableRawPointer.self)
    }
  }

  /// Does the whole call and hands the answer's bytes over while they exist.
  mutating func run(_ payload: FFIPayload, _ answer: (FFIReply) -> Void) throws(FFIFault) {
    do throws(FFIFault) {
      try read(payload)
      try makeRoom()
      hasStarted = true
      let errno = function.call(frame)
      try function.verdict.judge(frame, errno: errno)
      let reply = try makeReply()
      settle(succeeded: true)
      answer(reply)
      releaseResults()
    } catch {
      settle(succeeded: false)
      if hasStarted { releaseResults() }
      var fault = error
      fault.hasStarted = hasStarted
      throw fault
    }
  }

  /// Gives handles back, forgets those that the call has ended, and ends those that it made in vain.
  private func settle(succeeded: Bool) {
    guard !leases.isEmpty else { return }
    let now = bounds.clock.now
    let handles = bounds.handles
    for lease in leases.reversed() {
      switch lease.kind {
      case .used: handles.release(lease.place, now: now)
      case .consumed: succeeded ? handles.forget(lease.place) : handles.release(lease.place, now: now)
      case .made: if !succeeded { abort(lease) }
      case .reserved: abort(lease)
      }
    }
  }

  private func abort(_ lease: FFILease) {
    bounds.handles.forget(lease.place)
    if hasStarted { function.types.handles[lease.type].destroy((frame + lease.offset).load(as: UInt.self)) }
  }

  /// Lets the library free what it has allocated for this call.
  private func releaseResults() {
    for release in function.plan.releases {
      let pointer = (frame + release.offset).load(as: UInt.self)
      if pointer != 0 { release.entry.call(pointer) }
    }
  }
}
