/// What a frame says. Host and worker are built together, so that there is one version of this.
enum FrameKind: UInt16 {
  /// The rest of the ring before it begins anew.
  case filler = 0

  // MARK: To the worker

  /// A call. number: the capability's version; first: deadline; second, third, fourth: trace and span; status: depth;
  /// texts: the capability, and if rich the request's others.
  case invoke = 1
  /// Nobody waits for the call any more.
  case cancel = 2
  /// The host has taken chunks of a call. first: bytes.
  case credit = 3
  /// The answer to a question of the worker. status: of the ABI; first: a version; payload; texts: a reply's.
  case answer = 4
  /// The host wants something of the agent and waits for the reply. call: its number.
  case health = 5
  /// first: deadline.
  case drain = 6
  case destroy = 7
  case saveState = 8
  /// payload: the state.
  case loadState = 9

  // MARK: To the host

  /// A call's outcome. first, second, third: usage; fourth: confidence's bits; texts if rich: a reply's.
  case complete = 16
  case chunk = 17
  /// status: level; texts: the line.
  case log = 18
  /// status: kind; first: value's bits; texts: the name.
  case metric = 19
  /// A rule of the ABI was broken. number: which.
  case misbehaved = 20
  /// The reply to what the host wanted. call: its number; number: health; payload: the state; texts: words.
  case reply = 21
  /// Questions; call: their number, first: the call in which they are asked. number: scope; texts: the key.
  case stateGet = 24
  /// payload: the operations.
  case stateCommit = 25
  /// A call to another capability. number: version; second: timeout; payload; texts: the request's.
  case call = 26
  /// payload: the declaration.
  case announce = 27
  /// texts: the capability.
  case withdraw = 28

  /// Whether the worker waits for an answer to it.
  var isQuestion: Bool {
    switch self {
    case .stateGet, .stateCommit, .call, .announce, .withdraw: true
    default: false
    }
  }
}
