/// The first line of a frame. What the fields mean depends on the kind: see `FrameKind`.
///
/// Behind it come `payload` bytes, unless they are passed as a memory file, then `texts` bytes.
struct FrameHead: BitwiseCopyable {
  static let size = 64

  /// The frame's lines, this one included.
  var lines: UInt32 = 1
  var kind: UInt16
  /// Bits of `FrameFlag`.
  var flags: UInt16 = 0
  /// The host's token of a call, or the number of a question.
  var call: UInt64
  var payload: UInt32 = 0
  var texts: UInt32 = 0
  var status: Int32 = 0
  var number: UInt32 = 0
  var first: UInt64 = 0
  var second: UInt64 = 0
  var third: UInt64 = 0
  var fourth: UInt64 = 0

  init(_ kind: FrameKind, call: UInt64 = 0) {
    self.kind = kind.rawValue
    self.call = call
  }

  func has(_ flag: UInt16) -> Bool { flags & flag != 0 }

  /// Whether a call's frame says nothing but what is wanted, and until when.
  var isPlainCall: Bool { UInt64(flags) | second | third == 0 }

  /// Whether it costs the host much more than an answer does: it comes with a long payload, or it is a question.
  var takesLong: Bool { has(FrameFlag.large) || kind >= FrameKind.stateGet.rawValue }

  /// Bytes of the payload in the frame itself.
  var inlinePayload: Int { has(FrameFlag.large) ? 0 : Int(payload) }

  /// Bytes of the whole frame.
  var bytes: Int { FrameHead.size + inlinePayload + Int(texts) }

  /// Lines that so many bytes take.
  static func lines(_ bytes: Int) -> UInt32 { UInt32((bytes + size - 1) / size) }
}

/// What a frame's head says in single bits.
enum FrameFlag {
  /// The payload is a memory file, sent over the control socket before the frame.
  static let large: UInt16 = 1
  /// The texts are several, each behind its length; otherwise they are one.
  static let rich: UInt16 = 2
  static let wantsChunks: UInt16 = 4
  static let retryable: UInt16 = 8
  static let notStarted: UInt16 = 16
  /// There is no value: a key that does not exist, a report of an agent that is busy.
  static let absent: UInt16 = 32
}
