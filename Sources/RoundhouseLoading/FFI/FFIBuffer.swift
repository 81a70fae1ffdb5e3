/// How a string, bytes or an array stand in a call's frame. C gets the first field, or its address.
struct FFIBuffer {
  var address: UnsafeMutableRawPointer?
  /// Elements that are valid; of a string, bytes before its NUL.
  var count = 0
  /// Elements that there is room for; -1 for what the host did not allocate.
  var capacity = -1
}
