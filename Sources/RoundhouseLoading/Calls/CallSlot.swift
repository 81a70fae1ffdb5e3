internal import CRoundhouse
internal import Synchronization

/// One call's place: its state, its request as the agent sees it, and its answer.
///
/// Slots live in `CallTable`'s memory, are never freed, and are used again under a new token. Who may touch the plain
/// fields is decided by `word`: the host while it is free or done, whoever moved it to `writing` while it is that.
package struct CallSlot: ~Copyable {
  /// `token << 3 | state`.
  let word = Atomic<UInt64>(0)
  /// The chunks and the final payload, joined. Owned by the slot.
  var output: UnsafeMutablePointer<UInt8>?
  var outputCapacity = 0
  var outputCount = 0
  package internal(set) var status: Int32 = 0
  package internal(set) var isRetryable = false
  package internal(set) var isNotStarted = false
  /// Whether a chunk was refused because the answer had grown too long: what there is of it is not the answer.
  var hasOverflown = false
  /// Whether the caller reads chunks as they come, so that `output` is a queue with a bound.
  var isStreaming = false
  /// The instance whose call this is.
  var instance: UInt64 = 0
  /// Called when an agent completes after `CallTable.wait` or after the call was abandoned, or adds a chunk.
  var waiter: (any Waiter)?
  /// What the reply says beyond its bytes; nil for a plain success.
  package internal(set) var details: ReplyDetails?
  var request = CallSlot.emptyRequest
  /// Where `request` stands: asking for it would claim the whole slot. Never changes.
  var requestAddress: UnsafeRawPointer?
  /// Whether the request says more than what is set for each call, so that it has to be cleared before the next.
  var hasRichRequest = false
  /// Copies of the request's payload and texts. Owned by the slot.
  var input: UnsafeMutableRawPointer?
  var inputCapacity = 0
  /// The call on whose behalf this one is made; 0 if none.
  package internal(set) var parent: UInt64 = 0
  /// Set when a chunk was refused, so that the next reader asks the agent to go on.
  var wantsResume = false
  /// Whether the call leaves more behind than the next one overwrites.
  var needsTidying = false
  /// Grows when chunks are taken or the call is abandoned: what `emit_wait` sleeps on.
  let room = Atomic<UInt32>(0)
  /// The token of the last call that was handed to another process: only such a call is answered from there.
  let lent = Atomic<UInt64>(0)

  enum State {
    static let free: UInt64 = 0
    /// Given to the agent; nobody is registered to be told.
    static let open: UInt64 = 1
    /// Somebody is writing the answer.
    static let writing: UInt64 = 2
    static let done: UInt64 = 3
    /// Given to the agent; `waiter` is to be told.
    static let waiting: UInt64 = 4
    /// The caller has been answered; the agent still owes its completion.
    static let abandoned: UInt64 = 5
    /// Complete, and one thread of several that may has taken the answer to hand it on.
    static let taken: UInt64 = 6
  }

  /// Sets of states, one bit for each: what a thread is ready to find.
  enum States {
    static let listening: UInt64 = 1 << State.open | 1 << State.waiting
    static let owed: UInt64 = listening | 1 << State.abandoned
    static let readable: UInt64 = 1 << State.waiting | 1 << State.done | 1 << State.taken
  }

  init() {}
}
