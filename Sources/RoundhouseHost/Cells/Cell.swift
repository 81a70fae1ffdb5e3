internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// What a call touches of an agent's capability: exactly one cache line.
///
/// Cells live in `CellTable`, outlive snapshots, and are used again under a new fingerprint. The plain fields are
/// written only while the permit word is closed and nobody is inside; a reader looks at them after it has entered.
struct Cell: ~Copyable {
  /// Bit 63: closed. Bits 32 to 62: calls that wait for a place. Bits 0 to 31: calls inside.
  let permit = Atomic<UInt64>(Cell.closed)
  /// 0 lets everybody through; see `Gate`.
  let gate = Atomic<UInt64>(0)
  /// Bits 48 to 63: failures in a row. Bits 0 to 47: moving average of the agent's time, in nanoseconds.
  let latency = Atomic<UInt64>(0)
  /// The second half of the capability name's hash.
  var fingerprint: UInt64 = 0
  var invoke: InvokeFunction
  var context: UnsafeMutableRawPointer
  var instance: UInt32 = 0
  /// The capability's own timeout, in milliseconds.
  var timeout: UInt32 = 0
  /// Bits 0 to 15: calls at once. Bits 16 to 20: `Trait`. Bits 21 to 31: the capability's version.
  let traits = Atomic<UInt32>(0)
  /// The cell whose permit counts: the agent's first one. Its own index for most agents.
  var leader: UInt32 = 0

  static let closed: UInt64 = 1 << 63
  static let oneQueued: UInt64 = 1 << 32
  static let queued: UInt64 = 0x7FFF_FFFF_0000_0000

  enum Trait {
    static let blocking: UInt32 = 1 << 16
    static let serial: UInt32 = 1 << 17
    static let idempotent: UInt32 = 1 << 18
    /// A call on its caller's thread took too long: the next ones are measured more closely.
    static let suspect: UInt32 = 1 << 19
    /// The version has no room among the traits.
    static let farVersion: UInt32 = 1 << 20
    /// What keeps a call from the short way.
    static let longWay = blocking | serial | suspect | farVersion
  }

  /// The version's bits among the traits.
  static func traits(of version: UInt32) -> UInt32 { version < 1 << 11 ? version << 21 : Trait.farVersion }

  @inline(__always)
  static func version(in traits: UInt32) -> UInt32 { traits >> 21 }

  init(invoke: InvokeFunction, context: UnsafeMutableRawPointer) {
    self.invoke = invoke
    self.context = context
  }

  /// Takes a place for one call.
  @inline(__always)
  func enter(limit: UInt32) -> Entrance {
    while true {
      let before = permit.wrappingAdd(1, ordering: .acquiring).oldValue
      if before & (Cell.closed | 0xFFFF_FFFF) < UInt64(limit) { return .entered }
      let after = permit.wrappingSubtract(1, ordering: .releasing).newValue
      if before & Cell.closed != 0 { return .closed }
      // Whoever left while this thread seemed to hold the last place let none of those in who wait. Then there is a
      // place: it is taken, and leaving it lets them in.
      let mayHaveHidden = after & Cell.queued != 0 && after & (Cell.closed | 0xFFFF_FFFF) < UInt64(limit)
      if !mayHaveHidden { return .full }
    }
  }

  enum Entrance { case entered, full, closed }

  /// Gives a place back.
  /// - Returns: whether somebody waits for one.
  @inline(__always)
  func leave() -> Bool {
    permit.wrappingSubtract(1, ordering: .releasing).oldValue & Cell.queued != 0
  }

  var inFlight: Int { Int(permit.load(ordering: .relaxed) & 0xFFFF_FFFF) }

  /// Folds one duration into the moving average, weight one eighth. Concurrent updates may lose one another.
  @inline(__always)
  func note(_ duration: Nanoseconds) -> Bool {
    let word = latency.load(ordering: .relaxed)
    let average = word & 0xFFFF_FFFF_FFFF
    let next = average &- (average >> 3) &+ (min(duration, 0xFFFF_FFFF_FFFF) >> 3)
    latency.store((word & ~0xFFFF_FFFF_FFFF) | (next & 0xFFFF_FFFF_FFFF), ordering: .relaxed)
    return word >> 48 == 0
  }

  var averageLatency: Nanoseconds { latency.load(ordering: .relaxed) & 0xFFFF_FFFF_FFFF }
}
