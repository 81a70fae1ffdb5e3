internal import RoundhouseModel

/// What a call is asked with.
enum FFIPayload {
  case json(JSONNode)
  case raw(UnsafeRawBufferPointer)
  /// Nothing at all, as good as `{}`.
  case empty
}

/// What a call answers; valid until the call ends.
enum FFIReply {
  case json([UInt8])
  case raw(UnsafeRawBufferPointer)
}
