internal import RoundhouseModel

/// What a command wants to know of a host. The answer is the same JSON from a running host and from one of its own.
enum HostQuestion: Sendable, Equatable {
  case agents
  case agent(String)
  case history(String)
  case capabilities
  case route(CallRequest)
  case statistics
  case configuration
  case runs(RunQuestion)
}

/// One request for a capability, as the command line gives it.
struct CallRequest: Sendable, Equatable {
  var capability: String
  /// 0: the highest there is.
  var version: UInt32 = 0
  var payload: [UInt8] = []
  var agent = ""
  var agentVersion = ""
  var session = ""
  var tags: [String] = []
  var idempotencyKey = ""
  /// 0: the capability's own.
  var timeout: Nanoseconds = 0
  /// Empty means JSON.
  var contentType = ""
  /// Whether chunks are shown as they come.
  var isStream = false

  /// - Parameter capability: `name` or `name@version`.
  init(capability: String) throws(RoundhouseError) {
    let parts = capability.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    self.capability = String(parts[0])
    guard parts.count > 1 else { return }
    guard let version = UInt32(parts[1]), version > 0 else {
      throw RoundhouseError(
        .badRequest, "'\(capability)' is no capability: after @ comes the number of its version",
        remedy: "write it as \(parts[0])@2, or leave @ out for the highest version", capability: String(parts[0]))
    }
    self.version = version
  }

  /// `name` or `name@version`, as paths have it.
  var target: String { version == 0 ? capability : "\(capability)@\(version)" }
}

/// What came back of a call.
struct CallAnswer: Sendable {
  /// Empty if the chunks were handed over as they came.
  var payload: [UInt8]
  var contentType: String
  /// The agent that answered.
  var agent: String
  /// Time from asking to answer that the agent did not use, in nanoseconds; nil if not told.
  var overhead: Nanoseconds?
  var attempts = 1
}

/// A host that commands can ask: one that runs somewhere, or one that this process has started for itself.
protocol AskedHost {
  /// One JSON text.
  func answer(_ question: HostQuestion) throws(RoundhouseError) -> [UInt8]
  /// - Parameter chunk: gets the chunks of a streaming call as they come.
  func call(_ request: CallRequest, chunk: ([UInt8]) -> Void) throws(RoundhouseError) -> CallAnswer
  /// Ends what was started for the asking.
  func close()
}
