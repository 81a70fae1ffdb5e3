/// How much one call of a foreign function may take. What is beyond them is refused before the call.
enum FFILimits {
  /// The frame and small texts of a call live here, on the stack.
  static let stackRoom = 1024
  /// Bytes of all copies and buffers of one call together.
  static let callMemory = 256 << 20
  /// Bytes that are read of an error text.
  static let errorText = 4 << 10
  /// Handles that one instance keeps at once.
  static let handles = 1024
}
