import Foundation
import RoundhouseModel
import RoundhouseTelemetry
import Testing

/// How lines look.
struct LogLineTests {
  let pipe = TestPipe()
  let time = ManualTime()

  private func log(_ format: LogFormat = .text(color: false), threshold: LogLevel = .info) -> Log {
    Log(descriptor: pipe.writer, format: format, threshold: threshold, clock: time)
  }

  private var fields: LogFields {
    var fields = LogFields(agent: "acme.echo", capability: "text.echo", path: "/srv/my agents/agent.json")
    fields.traceHigh = 0xABC
    fields.traceLow = 0xF
    return fields
  }

  @Test("A line for people says time, level, agent, message and what else is known")
  func text() throws {
    log().log(.warning, "slow today", fields)
    let formatter = DateFormatter()
    formatter.dateFormat = "HH:mm:ss.SSS"
    let local = formatter.string(from: Date(timeIntervalSince1970: Double(time.wallClock) / 1e9))
    #expect(local.hasSuffix(":05.123"))
    #expect(
      pipe.readAll() == "\(local) warning acme.echo: slow today  capability=text.echo "
        + "trace=0000000000000abc000000000000000f path=\"/srv/my agents/agent.json\"\n")
  }

  @Test("A line of the host itself is the message alone")
  func plain() {
    log().info("ready")
    #expect(pipe.readAll().hasSuffix(" info ready\n"))
  }

  @Test("A JSON line has the same fields, in UTC")
  func json() throws {
    log(.json).log(.error, "a \"quoted\"\nline", fields)
    #expect(
      pipe.readAll() == #"{"time":"2026-11-21T06:08:05.123Z","level":"error","agent":"acme.echo","#
        + #""message":"a \"quoted\"\nline","capability":"text.echo","trace":"0000000000000abc000000000000000f","#
        + #""path":"/srv/my agents/agent.json"}"# + "\n")
    log(.json).info("ready")
    #expect(pipe.readAll() == #"{"time":"2026-11-21T06:08:05.123Z","level":"info","message":"ready"}"# + "\n")
  }

  @Test("Lines below the threshold are left out", arguments: LogLevel.allCases)
  func threshold(level: LogLevel) {
    let log = log(threshold: level)
    for level in LogLevel.allCases { log.log(level, "said \(level)", LogFields()) }
    #expect(pipe.readLines().count == LogLevel.allCases.count { $0 >= level })
  }

  @Test(
    "Nothing in a message or field can begin a line, move the cursor or turn the writing around",
    arguments: [
      ("a\nb", #"a\nb"#), ("a\r\nb", #"a\r\nb"#), ("tab\there", #"tab\there"#), ("\u{1B}[31mred", #"\u{1b}[31mred"#),
      ("bell\u{7}", #"bell\u{7}"#), ("del\u{7F}", #"del\u{7f}"#), ("c1\u{9B}2J", #"c1\u{9b}2J"#),
      ("nul\0l", #"nul\u{0}l"#), ("sep\u{2028}x", #"sep\u{2028}x"#), ("bidi\u{202E}x", #"bidi\u{202e}x"#),
      ("iso\u{2066}x", #"iso\u{2066}x"#), ("grüße 👋🏽", "grüße 👋🏽"), (#"back\slash"#, #"back\slash"#),
    ])
  func escapes(text: String, shown: String) {
    log().info(text)
    #expect(pipe.readAll().hasSuffix(" info \(shown)\n"))
    log().info("m", LogFields(agent: text, capability: text))
    let line = pipe.readAll()
    #expect(line.contains("info \(shown): m  capability="))
    #expect(line.utf8.count { $0 == 0x0A } == 1)
    log(.json).info(text, LogFields(path: text))
    #expect(pipe.readLines().count == 1)
  }

  @Test("A message is cut after 8 KiB, at a whole character, and says how long it was")
  func cutting() throws {
    log().info(String(repeating: "é", count: 10_000))
    let text = pipe.readAll()
    #expect(text.hasSuffix("éé… (20000 bytes in all)\n"))
    #expect(text.utf8.count { $0 == 0xC3 } == 4096)
    log().info(String(repeating: "\u{1}", count: 1 << 20))
    #expect(pipe.readAll().utf8.count < 8400)
    log(.json).info(String(repeating: "é", count: 10_000))
    let json = try #require(JSONSerialization.jsonObject(with: Data(pipe.readAll().utf8)) as? [String: String])
    #expect(json["message"]?.hasPrefix(String(repeating: "é", count: 4096) + "… (20000 bytes") == true)
    log().info(String(repeating: "x", count: 8192))
    #expect(pipe.readAll().hasSuffix("xx\n"))
  }

  @Test("The level stands in colour when asked for")
  func color() {
    log(.text(color: true)).warning("careful")
    #expect(pipe.readAll().hasSuffix(" \u{1B}[33mwarning\u{1B}[0m careful\n"))
  }

  @Test("Only a terminal gets colour, and none if NO_COLOR is set")
  func colorChoice() async {
    #expect(Log.textFormat(for: pipe.writer) == .text(color: false))
    await #expect(processExitsWith: .success) {
      let terminal = posix_openpt(O_RDWR | O_NOCTTY)
      unsetenv("NO_COLOR")
      setenv("TERM", "xterm", 1)
      let usual = Log.textFormat(for: terminal)
      setenv("NO_COLOR", "1", 1)
      let refused = Log.textFormat(for: terminal)
      unsetenv("NO_COLOR")
      setenv("TERM", "dumb", 1)
      let dumb = Log.textFormat(for: terminal)
      exit(usual == .text(color: true) && refused == .text(color: false) && dumb == .text(color: false) ? 0 : 1)
    }
  }
}
