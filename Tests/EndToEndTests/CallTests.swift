import Foundation
import Testing

@Suite("Calls, with a server and without")
struct CallTests {
  @Test("A function of libm answers with no server and no code", .timeLimit(.minutes(2)))
  func power() throws {
    let ending = try Program.roundhouse("call", "math.pow", #"{"base":2,"exponent":10}"#)
    #expect(ending.status == 0)
    #expect(ending.output == #"{"result":1024}"#)
  }

  @Test(
    "Agents in C, in Swift and of no code answer alike, asked by the command, over HTTP and without a server",
    .timeLimit(.minutes(2)))
  func threeWays() throws {
    let host = try RunningHost()
    let questions = [
      ("text.echo", #"{"a":[1,2]}"#, #"{"a":[1,2]}"#),
      ("math.hypot", #"{"x":3,"y":4}"#, #"{"result":5}"#),
      ("quote.price", #"{"unitCents":5,"quantity":3}"#, #"{"totalCents":15,"by":"quote-fast"}"#),
    ]
    for (capability, payload, expected) in questions {
      #expect(try Program.roundhouse("call", capability, payload).output == expected)
      #expect(try host.command("call", capability, payload).output == expected)
      let response = try host.call(capability, payload)
      #expect(response.status == 200)
      #expect(response.body == expected)
      #expect(response.headers["roundhouse-agent"]?.hasPrefix("roundhouse.") == true)
      #expect(response.headers["roundhouse-overhead-us"].flatMap(Double.init) != nil)
    }
    let steady = try host.command(
      "call", "quote.price", #"{"unitCents":5,"quantity":3}"#, "--agent", "roundhouse.quote-steady")
    #expect(steady.output.contains("quote-steady"))
    #expect(host.stop().status == 0)
  }

  @Test("The payload comes from the line, from a file or from standard input", .timeLimit(.minutes(2)))
  func payloads() throws {
    let file = try House.folder("payload") + "/letter.json"
    try #"{"from":"file"}"#.write(toFile: file, atomically: true, encoding: .utf8)
    #expect(try Program.roundhouse("call", "text.echo", "@" + file).output == #"{"from":"file"}"#)
    #expect(
      try Program.roundhouse("call", "text.echo", "-", input: #"{"from":"input"}"#).output == #"{"from":"input"}"#)
    #expect(try Program.roundhouse("call", "text.echo").output == "{}")
  }

  @Test("A streaming agent answers as server-sent events when asked, and curl sees each one", .timeLimit(.minutes(2)))
  func events() throws {
    let host = try RunningHost()
    let ending = try Program.run([
      "curl", "-sN", "-m", "20", "-H", "Content-Type: application/json", "-H", "Accept: text/event-stream",
      "-d", #"{"text":"one two three"}"#, host.url + "/v1/call/text.count",
    ])
    #expect(ending.status == 0)
    #expect(ending.output.components(separatedBy: "event: chunk").count == 5, "\(ending.output)")
    #expect(ending.output.contains("event: done"))
    let streamed = try host.command("call", "text.count", #"{"text":"one two three"}"#, "--stream")
    #expect(streamed.status == 0)
    #expect(streamed.output.contains("three"))
  }
}
