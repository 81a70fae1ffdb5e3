/// The answer of a running host.
struct HTTPResponse: Sendable, Equatable {
  var status = 0
  /// Names in lower case.
  var headers: [String: String] = [:]
  var body: [UInt8] = []

  var isSuccess: Bool { 200..<300 ~= status }
  var contentType: String { headers["content-type"] ?? "" }
}
