import FixtureBuilder
import Foundation
import Testing

/// An agent that breaks one rule, and what the test of that rule must say.
struct Defect: CustomTestStringConvertible, Sendable {
  let fixture: String
  let test: String
  var state = "failed"
  /// What must be among the words of what happened.
  let words: String
  var tier = "host"
  /// What must be among the words of the remedy.
  var remedy = ""
  /// More members of the manifest, with a comma behind each.
  var manifest = ""
  /// More members of its one capability, with a comma in front of each.
  var capability = ""
  var flags: [String] = []

  var testDescription: String { "\(test) finds \(fixture) in a \(tier)" }

  /// Makes the agent's folder.
  func folder(in room: TemporaryFolder) throws -> String {
    let folder = room.path + "/" + fixture
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let library = try FixtureBuilder.build(fixture, flags: flags)
    try FileManager.default.copyItem(atPath: library, toPath: folder + "/lib.so")
    let text = """
      {"manifestVersion": 1, "id": "fixture.\(fixture)", "version": "1.0.0", "library": "lib.so", \(manifest)
       "capabilities": [{"name": "fixture.\(fixture)", "timeout": "500ms"\(capability)}]}
      """
    try text.write(toFile: folder + "/agent.json", atomically: true, encoding: .utf8)
    return folder
  }

  /// One for each test that can fail, some of them for two ways of failing.
  static let all = library + tables + lending + calls + lives + payloads

  private static let library = [
    Defect(fixture: "text-relocation", test: "L2.code", words: "text relocations", flags: textRelocation),
    Defect(fixture: "no-entry", test: "L3.exports", words: "does not export roundhouse_plugin_v1"),
    Defect(fixture: "other-major", test: "L3.exports", words: "another version's"),
    Defect(
      fixture: "surplus-exports", test: "L3.exports", state: "warned", words: "beside its entry",
      flags: ["-fvisibility=default"]),
    Defect(
      fixture: "check-static-tls", test: "L4.static-tls", words: "DF_STATIC_TLS", flags: ["-ftls-model=initial-exec"]),
    Defect(fixture: "plain", test: "L6.search-paths", words: "\"lib\"", flags: ["-Wl,-rpath,lib"]),
    Defect(
      fixture: "plain", test: "L6.search-paths", state: "warned", words: "/opt/acme/lib",
      flags: ["-Wl,-rpath,/opt/acme/lib"]),
    Defect(fixture: "undefined-symbol", test: "L8.loading", words: "could not be loaded"),
    Defect(fixture: "check-slow-constructor", test: "L8.loading", state: "warned", words: "loading took"),
  ]

  private static let textRelocation = ["-fno-PIC", "-mcmodel=large", "-Wl,-z,notext"]

  private static let tables = [
    Defect(fixture: "null-create", test: "R1.table", words: "has no create"),
    Defect(fixture: "short-table", test: "R1.table", words: "too short"),
    Defect(fixture: "version-999", test: "R1.table", words: "needs a newer host"),
    Defect(fixture: "check-any-extension", test: "R1.unknown-extension", words: "roundhouse.check/1"),
    Defect(fixture: "check-reads-beyond", test: "R1.guarded-structs", words: "SIGSEGV"),
    Defect(fixture: "check-exact-size", test: "R1.newer-host", words: "is not mine"),
    Defect(fixture: "check-trusts-sizes", test: "R1.short-request", words: "SIGSEGV"),
    Defect(fixture: "check-trusts-sizes", test: "R1.short-config", words: "SIGSEGV"),
    Defect(fixture: "check-trusts-sizes", test: "R1.short-host", state: "warned", words: "SIGSEGV"),
    Defect(fixture: "check-wrong-size", test: "R1.sizes", words: "size or length cannot be right"),
  ]

  private static let lending = [
    Defect(fixture: "check-keeps-request", test: "R2.request-after-completion", words: "SIGSEGV"),
    Defect(fixture: "check-writes-request", test: "R2.writes", words: "SIGSEGV"),
    Defect(fixture: "check-long-message", test: "R2.message-room", words: "SIGSEGV"),
  ]

  private static let calls = [
    Defect(fixture: "completes-twice", test: "R3.double-completion", words: "was complete already"),
    Defect(fixture: "never-completes", test: "R3.every-call", words: "was not completed"),
    Defect(fixture: "check-emits-late", test: "R3.emit-after-completion", words: "after the call's completion"),
    Defect(
      fixture: "check-completes-and-fails", test: "R3.error-and-completion", words: "invoke had returned an error"),
    Defect(fixture: "foreign-completion", test: "R3.foreign-calls", words: "never given out"),
    Defect(
      fixture: "check-shares-answers", test: "R4.concurrency", words: "to what got 0 alone",
      capability: #", "idempotent": true"#),
    Defect(
      fixture: "check-holds", test: "R4.non-blocking", words: "held its caller's thread",
      manifest: #""blocking": false,"#
    ),
    Defect(
      fixture: "check-drops-chunks", test: "R4.slow-reader", words: "of 1048579 bytes",
      capability: #", "streaming": true"#),
    Defect(
      fixture: "check-waits-inline", test: "R4.waiting", words: "waiting function", manifest: #""blocking": false,"#),
    Defect(fixture: "check-forgets-cancelled", test: "R5.near-deadline", words: "were not completed"),
    Defect(fixture: "check-forgets-cancelled", test: "R5.past-deadline", words: "was not completed within 3 s"),
    Defect(fixture: "check-forgets-cancelled", test: "R5.cancellation", words: "cancelled call(s) were not completed"),
    Defect(fixture: "check-slow-cancel", test: "R5.late-cancel", words: "cancel of fixture.check-slow-cancel took"),
    Defect(
      fixture: "later", test: "R6.content-type", state: "warned", words: "says application/json and answers later"),
  ]

  private static let lives = [
    Defect(fixture: "check-one-instance", test: "R7.two-instances", words: "SIGSEGV"),
    Defect(fixture: "plain", test: "R7.two-instances", state: "warned", words: "the same instance twice"),
    Defect(
      fixture: "plain", test: "R7.two-instances", words: "the same instance twice", manifest: #""instances": 2,"#),
    Defect(fixture: "check-leaves-behind", test: "R7.leaves-nothing", words: "3 thread(s)"),
    Defect(fixture: "check-slow-destroy", test: "R7.in-time", words: "destroy took"),
    Defect(fixture: "check-leaks", test: "R7.growth", words: "bytes of each of"),
    Defect(fixture: "check-leaks-descriptors", test: "R7.growth", words: "open descriptor(s)"),
    Defect(fixture: "check-bad-state", test: "R7.state", words: "load of what save wrote returned -1"),
    Defect(
      fixture: "check-trusts-config", test: "R7.refused-configuration", words: "SIGSEGV",
      manifest: #""config": {"name": "x"},"#),
    Defect(fixture: "check-changes-process", test: "R8.process", words: "the handler of signal 12"),
    Defect(fixture: "check-changes-process", test: "R8.process", words: "FIXTURE_WAS_HERE=yes"),
    Defect(fixture: "check-prints", test: "R8.output", state: "warned", words: "debug: got a request"),
  ]

  private static let payloads = [
    Defect(fixture: "create-fails", test: "S1.start", words: "refused to start"),
    Defect(fixture: "check-exits", test: "S1.capabilities", words: "ended the process while answering"),
    Defect(fixture: "never-completes", test: "S1.capabilities", words: "did not answer"),
    Defect(
      fixture: "plain", test: "S1.self-tests", words: "self test 1",
      manifest: #""selfTest": [{"capability": "fixture.plain", "input": 1, "output": 2}],"#),
    Defect(fixture: "plain", test: "S1.self-tests", state: "warned", words: "has none"),
    Defect(
      fixture: "check-wrong-output", test: "C1.output-schema", words: "count",
      capability: #", "output": {"type": "object", "properties": {"count": {"type": "integer"}}}"#),
    Defect(
      fixture: "check-wrong-output", test: "C1.input-schema", state: "warned", words: "refused all of 20",
      manifest: #""config": {"strict": true},"#,
      capability: #", "input": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]}"#),
    Defect(fixture: "check-unknown-capability", test: "C2.unknown-capability", words: "SIGABRT"),
    Defect(fixture: "check-recurses", test: "C3.extremes", words: "100000 arrays in one another"),
    Defect(fixture: "check-trusts-payload", test: "C3.fuzz", words: "crashed while answering"),
  ]
}
