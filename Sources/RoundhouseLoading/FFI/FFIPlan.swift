internal import RoundhouseModel

/// What is done for each call of one function, in flat lists over offsets into the call's frame.
///
/// The frame is a copy of `image`, in which constants and defaults stand already. It begins with libffi's list of
/// pointers to arguments; then comes what the function returns, then one cell for each parameter.
struct FFIPlan: Sendable {
  /// One value that the request says.
  struct Input: Sendable {
    let name: String
    let codec: FFICodec
    let offset: Int
    let isRequired: Bool
    let isNullable: Bool
    /// For a handle: whether the call ends it.
    let consumes: Bool
    /// Where the pointer to the value stands, to be cleared for null; -1 if C gets the value itself.
    let word: Int
  }

  /// A buffer for which the host makes room.
  struct Room: Sendable {
    let name: String
    let codec: FFICodec
    let offset: Int
    let capacity: Size
    /// Whether it begins with what the request says.
    let isFilled: Bool
  }

  /// A number of elements that a buffer has: a check of what the request says, or the truth of what the library gives.
  struct Count: Sendable {
    let name: String
    let offset: Int
    let size: Size
    let isCheck: Bool
  }

  struct Size: Sendable {
    enum Source: Sendable {
      case constant(Int)
      case number(ForeignScalar, at: Int)
      case length(at: Int)
    }
    let source: Source
    /// The parameter to name when it is too much.
    let name: String
    let sizeFrom: FFIEntry?
    let times: Int
    let plus: Int
  }

  /// A number that carries a buffer's length.
  struct Length: Sendable {
    let name: String
    let scalar: ForeignScalar
    let offset: Int
    let buffer: Int
    let codec: FFICodec
    /// Whether the room counts and not what it holds.
    let isCapacity: Bool
  }

  /// One value of the answer.
  struct Output: Sendable {
    let name: String
    let codec: FFICodec
    let offset: Int
    /// Whether a pointer to the value stands there.
    let isPointer: Bool
    /// Whether it is a text whose length is told by nobody.
    let endsInNUL: Bool
  }

  /// A handle that the call may make.
  struct Birth: Sendable {
    let type: Int
    let offset: Int
    /// Where the pointer of the handle stands within which it lives; -1 if there is none.
    let parent: Int
  }

  struct Release: Sendable {
    /// Where the pointer stands.
    let offset: Int
    let entry: FFIEntry
  }

  enum RawReply: Sendable {
    case never, always
    /// If the request was raw too.
    case inKind
  }

  var image: [UInt8] = []
  /// What each of libffi's pointers points to.
  var arguments: [Int] = []
  /// Words that hold the address of a cell.
  var addresses: [(word: Int, target: Int)] = []
  var inputs: [Input] = []
  var counts: [Count] = []
  var rooms: [Room] = []
  /// Set before the call.
  var lengthsIn: [Length] = []
  /// Read after it.
  var lengthsOut: [Length] = []
  var births: [Birth] = []
  var outputs: [Output] = []
  var releases: [Release] = []
  /// The one input that a raw payload can be.
  var rawInput: Int?
  /// When the one output's bytes are the whole reply.
  var rawReply = RawReply.never
}
