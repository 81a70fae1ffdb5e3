internal import CPlatform
internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// The host's services as an agent in a worker has them: each is a frame to the host, and where something is to be told,
/// a question that the host answers.
final class RemoteServices: AgentServices {
  let agent: String
  let configuration: JSONDocument
  let replyLimit: Int
  let core: WorkerCore
  private let metrics = Mutex<Set<String>>([])
  private static let maximumMetrics = 64

  init(_ core: WorkerCore) throws(RoundhouseError) {
    self.core = core
    agent = core.order.id
    replyLimit = Int(clamping: core.order.replyLimit)
    do throws(JSONError) {
      configuration = try JSONDocument(parsing: core.order.config)
    } catch {
      throw RoundhouseError(.invalidManifest, "the agent's configuration is not JSON: \(error.message)")
    }
  }

  func log(_ level: LogLevel, _ message: String, call token: UInt64) {
    var head = FrameHead(.log, call: core.current(token))
    head.status = level.rawValue
    core.send(head, texts: Array(message.utf8))
  }

  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(RoundhouseError) {
    try admit(name)
    var head = FrameHead(.metric)
    head.status = kind.rawValue
    head.first = value.bitPattern
    core.send(head, texts: Array(name.utf8))
  }

  /// Runs a call-back. The answer that it tells of came to the reader, which lets others read meanwhile.
  func schedule(_ work: @escaping @Sendable () -> Void) { core.inAgent(work) }

  func misbehaved(_ what: Misbehaviour, call token: UInt64) { core.misbehaved(what, call: token) }

  func announce(_ declaration: [UInt8]) throws(RoundhouseError) {
    try wait { (done) throws(RoundhouseError) in try core.ask(FrameHead(.announce), payload: declaration, done) }
  }

  func withdraw(_ capability: String) throws(RoundhouseError) {
    try wait { (done) throws(RoundhouseError) in try core.ask(FrameHead(.withdraw), texts: Array(capability.utf8), done)
    }
  }

  /// The host's own rule for names, so that a wrong one is refused without asking.
  private func admit(_ name: String) throws(RoundhouseError) {
    guard DottedName.isValid(name) else {
      throw RoundhouseError(.badRequest, "\"\(name)\" is no name of a metric", remedy: "write it as in tickets.sold")
    }
    let isAdmitted = metrics.withLock { names in
      if names.contains(name) { return true }
      guard names.count < RemoteServices.maximumMetrics else { return false }
      names.insert(name)
      return true
    }
    if isAdmitted { return }
    throw RoundhouseError(.overloaded, "an agent has at most \(RemoteServices.maximumMetrics) metrics")
  }

  /// Asks, and waits for the host's word while others read.
  private func wait(
    _ ask: (@escaping Questions.Listener) throws(RoundhouseError) -> Void
  ) throws(RoundhouseError) {
    let promise = Promise<Void>()
    try ask { answer in promise.fulfil(answer.error.map { .failure($0) } ?? .success(())) }
    try core.whileOthersRead { promise.wait(until: platform_now() &+ .seconds(30)) }.get()
  }
}

extension Questions.Answer {
  /// The error that the host answered with.
  var error: RoundhouseError? {
    guard status < 0 else { return nil }
    let words = FrameTexts.read(texts, count: 3) ?? ["", "", ""]
    return RoundhouseError(
      StatusCode.code(of: status), words[2], agentCode: words[1], isRetryable: head.has(FrameFlag.retryable),
      hasStarted: !head.has(FrameFlag.notStarted))
  }
}

extension WorkerCore {
  func misbehaved(_ what: Misbehaviour, call token: UInt64) {
    send(FrameHead(.misbehaved, call: current(token)), texts: Array(what.rawValue.utf8))
  }

  /// Asks the host something.
  func ask(
    _ head: FrameHead, payload: [UInt8] = [], texts: [UInt8] = [], _ listener: @escaping Questions.Listener
  ) throws(RoundhouseError) {
    guard let number = questions.open(listener) else {
      throw RoundhouseError(.overloaded, "the agent has asked the host too much at once", remedy: "wait for answers")
    }
    var head = head
    head.call = number
    guard send(head, payload: payload, texts: texts) else {
      questions.forget(number)
      throw RoundhouseError(.cancelled, "the host takes no more questions")
    }
  }
}
