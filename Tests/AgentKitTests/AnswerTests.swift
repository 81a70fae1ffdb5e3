import AgentKit
import CRoundhouse
import Testing

@Suite("Answers") struct AnswerTests {
  struct Teapot: Error, CustomStringConvertible {
    var description: String { "I am a teapot" }
  }

  /// Tells back all that it was asked, or fails in the way that the capability names.
  struct Talking: StatelessAgent {
    func respond(to call: Call) async throws -> Reply {
      switch call.capability {
      case "tell":
        return .text(
          """
          \(call.version) \(String(decoding: call.payload, as: UTF8.self)) \(call.contentType) \(call.idempotencyKey) \
          \(call.caller) \(call.principal) \(call.session) \(call.runKey) \
          \(call.trace.high) \(call.trace.low) \(call.trace.span) \(call.wantsChunks) \(call.depth)
          """)
      case "usage":
        return Reply(
          Array("{}".utf8), contentType: "application/json",
          usage: Usage(inputTokens: 1, outputTokens: 2, costMicros: 3, confidence: 0.5))
      case "own":
        throw AgentError(
          .permissionDenied, "ask a manager", agentCode: "needs_manager", isRetryable: true, isNotStarted: true)
      case "fine": throw AgentError(Status(rawValue: RH_OK), "an error that says it is none")
      case "time": return .text(call.timeLeft > .seconds(50) && call.timeLeft <= .seconds(60) ? "right" : "wrong")
      case "late": return .text(call.timeLeft == .zero ? "right" : "wrong")
      case "cancelled": throw CancellationError()
      default: throw Teapot()
      }
    }
  }

  /// Answers `now` at once, fails `fail` at once, and leaves the rest to a task.
  struct Quick: ImmediateAgent, StatelessAgent {
    func answer(_ call: borrowing ImmediateCall) throws -> Reply? {
      switch call.capability {
      case "now": .text("\(call.withPayload { $0.count }) \(call.payload.count) \(call.version) \(call.principal)")
      case "fail": throw AgentError(.badRequest, "at once", agentCode: "quick")
      default: nil
      }
    }

    func respond(to call: Call) async throws -> Reply { .text("later") }
  }

  struct OnlyQuick: ImmediateAgent, StatelessAgent {
    func answer(_ call: borrowing ImmediateCall) throws -> Reply? { nil }
  }

  let talking: TestHost

  init() throws { talking = try TestHost(AgentExport.plugin(Talking.self)) }

  @Test("everything that the host says reaches the agent")
  func request() async {
    var question = Question("tell", "payload")
    question.version = 7
    question.contentType = "text/plain"
    question.idempotencyKey = "key"
    question.session = "talk"
    question.runKey = "run/1"
    question.trace = Trace(high: 1, low: 2, span: 3)
    question.wantsChunks = true
    question.depth = 4
    #expect(await talking.call(question).text == "7 payload text/plain key test ada talk run/1 1 2 3 true 4")
    await talking.destroy()
  }

  @Test("a reply carries its content type and what it has used")
  func usage() async {
    let answer = await talking.call("usage")
    #expect(answer.kind.rawValue == RH_OK)
    #expect(answer.contentType == "application/json")
    #expect(answer.usage == Usage(inputTokens: 1, outputTokens: 2, costMicros: 3, confidence: 0.5))
    await talking.destroy()
  }

  @Test("an agent's own error arrives as it was thrown")
  func ownError() async {
    let answer = await talking.call("own")
    #expect(
      answer
        == Answer(
          status: RH_PERMISSION_DENIED, code: "needs_manager", message: "ask a manager", isRetryable: true,
          isNotStarted: true))
    await talking.destroy()
  }

  @Test("any other error is an agent error with its description")
  func otherError() async {
    #expect(await talking.call("tea") == Answer(status: RH_AGENT_ERROR, message: "I am a teapot"))
    await talking.destroy()
  }

  @Test("an error cannot pretend to be a success")
  func fineError() async {
    #expect(await talking.call("fine").kind == .agentError)
    await talking.destroy()
  }

  @Test("a cancellation is told as one")
  func cancellation() async {
    #expect(await talking.call("cancelled").kind == .cancelled)
    await talking.destroy()
  }

  @Test("an agent knows how much time is left, and when none is")
  func timeLeft() async {
    #expect(await talking.call("time").text == "right")
    var late = Question("late")
    late.timeout = .seconds(-1)
    #expect(await talking.call(late).text == "right")
    await talking.destroy()
  }

  @Test("an immediate answer and an immediate error come before invoke returns")
  func immediate() async throws {
    let host = try TestHost(AgentExport.plugin(Quick.self))
    #expect(host.start(Question("now", "12345")).answerSoFar?.text == "5 5 1 ada")
    #expect(host.start(Question("now", "")).answerSoFar?.text == "0 0 1 ada")
    #expect(
      host.start(Question("fail")).answerSoFar == Answer(status: RH_BAD_REQUEST, code: "quick", message: "at once"))
    #expect(await host.call("other").text == "later")
    await host.destroy()
  }

  @Test("what an immediate agent neither answers nor leaves to a task is unknown to it")
  func unanswered() async throws {
    let host = try TestHost(AgentExport.plugin(OnlyQuick.self))
    #expect(await host.call("other").kind == .unknownCapability)
    await host.destroy()
  }

  @Test("a thousand calls at once are each completed once")
  func many() async throws {
    let host = try TestHost(AgentExport.plugin(ExportTests.Echo.self))
    let calls = (0..<1_000).map { host.start(Question("echo", "\($0)")) }
    for (index, call) in calls.enumerated() { #expect(await call.answer().text == "\(index)") }
    #expect(host.withBook { $0.misbehaviour } == [])
    await host.destroy()
  }
}
