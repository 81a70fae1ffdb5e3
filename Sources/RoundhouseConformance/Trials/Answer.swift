internal import RoundhouseModel

/// What came of one call, and after how long.
struct Answer: Sendable {
  let result: Result<[UInt8], RoundhouseError>
  let contentType: String
  let time: Nanoseconds

  init(_ result: Result<[UInt8], RoundhouseError>, _ contentType: String, _ time: Nanoseconds) {
    self.result = result
    self.contentType = contentType
    self.time = time
  }

  var bytes: [UInt8]? { try? result.get() }

  var error: RoundhouseError? {
    if case .failure(let error) = result { error } else { nil }
  }

  /// Whether the agent did not answer in time.
  var isLate: Bool { error?.code == .deadlineExceeded }

  /// Whether the process in which the agent lived is gone.
  var isCrash: Bool { error?.code == .agentCrashed }

  /// Bytes of others for one line, cut and with what cannot be shown written out.
  static func short(_ bytes: [UInt8], limit: Int = 120) -> String {
    let shown = String(decoding: bytes.prefix(limit), as: UTF8.self).replacing("\0", with: "\\0")
    return shown + (bytes.count > limit ? "… (\(bytes.count) bytes)" : "")
  }
}
