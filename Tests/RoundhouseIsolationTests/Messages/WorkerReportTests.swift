import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

@Suite struct WorkerReportTests {
  @Test func `that it is ready comes back as it was said`() throws {
    let ready = WorkerReport.Ready(
      reportsHealth: true, handsOverState: false, library: "/lib/libm.so.6", gaps: ["no landlock", ""])
    guard case .ready(let read) = WorkerReport(bytes: WorkerReport.ready(ready).bytes) else {
      Issue.record("it is no report")
      return
    }
    #expect(read == ready)
  }

  @Test func `a failure comes back with its words, cut to what a person reads`() {
    let error = RoundhouseError(
      .invalidManifest, String(repeating: "m", count: 100_000), remedy: "mend it", cause: "why", path: "/a")
    let bytes = WorkerReport.failed(error).bytes
    #expect(bytes.count < WorkerReport.maximumSize)
    guard case .failed(let read) = WorkerReport(bytes: bytes) else {
      Issue.record("it is no report")
      return
    }
    #expect(read.code == .invalidManifest && read.message.count == 8192)
    #expect(read.remedy == "mend it" && read.cause == "why" && read.path == "/a")
  }

  @Test(arguments: ["", "{}", "[1]", #"{"reportsHealth": 1, "handsOverState": true}"#, #"{"reportsHealth": true}"#])
  func `what is no report is none`(_ text: String) {
    let isNone = WorkerReport(bytes: Array(text.utf8)) == nil
    #expect(isNone)
  }

  @Test func `a code that nobody knows is the agent's error`() {
    guard case .failed(let error) = WorkerReport(bytes: Array(#"{"code": "nonsense", "message": 7}"#.utf8)) else {
      Issue.record("it is no report")
      return
    }
    #expect(error.code == .agentError && error.message.isEmpty)
  }
}
