internal import RoundhouseModel

/// Why one call of a foreign function failed, told as a JSON Pointer and a sentence.
struct FFIFault: Error {
  var code = ErrorCode.badRequest
  /// The place in the request or in the answer; empty if it is the whole of it.
  var pointer = ""
  var message: String
  var remedy = ""
  var agentCode = ""
  var isRetryable: Bool?
  /// Whether the foreign function has been called.
  var hasStarted = false

  /// The request says something else than it should.
  init(expected: String, found: String, remedy: String = "") {
    message = "expected \(expected), found \(found)"
    self.remedy = remedy
  }

  /// The request cannot be carried out.
  init(_ message: String, remedy: String = "", agentCode: String = "") {
    self.message = message
    self.remedy = remedy
    self.agentCode = agentCode
  }

  init(
    _ code: ErrorCode, _ message: String, remedy: String = "", agentCode: String = "", isRetryable: Bool? = nil
  ) {
    self.code = code
    self.message = message
    self.remedy = remedy
    self.agentCode = agentCode
    self.isRetryable = isRetryable
  }

  /// What the library did is not what the manifest says of it.
  static func library(_ message: String, remedy: String = "") -> FFIFault {
    FFIFault(.agentError, message, remedy: remedy)
  }

  /// The same fault, seen from one level further out.
  func within(_ name: some CustomStringConvertible) -> FFIFault {
    var outer = self
    let token = name.description.replacing("~", with: "~0").replacing("/", with: "~1")
    outer.pointer = "/\(token)\(pointer)"
    return outer
  }

  var error: RoundhouseError {
    RoundhouseError(
      code, pointer.isEmpty ? message : "\(pointer): \(message)", remedy: remedy, agentCode: agentCode,
      isRetryable: isRetryable, hasStarted: hasStarted)
  }
}
