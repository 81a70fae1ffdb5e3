import AgentKit
import CRoundhouse
import Foundation
import RoundhouseModel
import Testing

@Suite("jq", .timeLimit(.minutes(2))) struct JQTests {
  /// The payload that asks for a program.
  private static func payload(
    _ filter: String, input: String = "null", arguments: String = "{}", raw: Bool = false
  ) throws -> String {
    let text = String(decoding: try JSONEncoder().encode(filter), as: UTF8.self)
    return #"{"filter":\#(text),"input":\#(input),"arguments":\#(arguments),"raw":\#(raw)}"#
  }

  @Test(
    "all results are in the answer, in their order",
    arguments: [
      (".[] | . * 2", "[1,2]", #"{"results":[2,4]}"#), ("empty", "1", #"{"results":[]}"#),
      ("", #"{"a":"é😀"}"#, #"{"results":[{"a":"é😀"}]}"#),
      ("def f: 1; # nothing but a definition", "3", #"{"results":[3]}"#),
      ("1, halt, 2", "null", #"{"results":[1]}"#),
      ("nan, infinite", "null", #"{"results":[null,1.7976931348623157e+308]}"#),
      ("def fib: if . < 2 then . else (. - 1 | fib) + (. - 2 | fib) end; fib", "12", #"{"results":[144]}"#),
    ])
  func results(filter: String, input: String, expected: String) async throws {
    let host = try ShippedAgent.host("jq")
    #expect(await host.call("data.jq", try Self.payload(filter, input: input)).text == expected)
    await host.destroy()
  }

  @Test("arguments are variables, and one program serves all their values")
  func arguments() async throws {
    let host = try ShippedAgent.host("jq")
    for (number, input) in [(2, 3), (4, 5)] {
      let payload = try Self.payload(
        "$by * ., $named.x, $ARGS.named.by, ($ARGS.positional | length)", input: "\(input)",
        arguments: #"{"named":{"x":[\#(number)]},"by":\#(number)}"#)
      #expect(
        await host.call("data.jq", payload).text == #"{"results":[\#(number * input),[\#(number)],\#(number),0]}"#)
    }
    await host.destroy()
  }

  @Test("raw results are texts: strings as they are, all else as its JSON")
  func raw() async throws {
    let host = try ShippedAgent.host("jq")
    let answer = await host.call("data.jq", try Self.payload(#""a\"b", [1, "c"], null"#, raw: true))
    #expect(answer.text == #"{"results":["a\"b","[1,\"c\"]","null"]}"#)
    await host.destroy()
  }

  @Test("nothing is seen of the process, of files and of modules")
  func seclusion() async throws {
    let host = try ShippedAgent.host("jq")
    let answer = await host.call(
      "data.jq", try Self.payload("$ENV, env, input_filename, get_search_list, ($ENV | .PATH), env.HOME"))
    #expect(answer.text == #"{"results":[{},{},null,[],null,null]}"#)
    for filter in ["input", "[inputs]", "first(inputs)"] {
      let answer = await host.call("data.jq", try Self.payload(filter))
      #expect(answer.kind == .agentError && answer.code == "jq_error")
      #expect(answer.message.contains("no further input"))
    }
    let meta = await host.call("data.jq", try Self.payload(#""x" | modulemeta"#))
    #expect(meta.message == "there are no modules here")
    for filter in [
      #"import "x" as x; 1"#, #"import "passwd" as $d {search: "/etc"}; $d"#, #"include "x"; 1"#,
      "# a comment\n" + #"import "x" as x; $ENV"#, #"module {}; import "x" as x; 1"#,
    ] {
      let answer = await host.call("data.jq", try Self.payload(filter))
      #expect(answer.kind == .badRequest && answer.code == "bad_filter", "\(filter): \(answer)")
      #expect(answer.message.contains("syntax error, unexpected"))
    }
    #expect(host.withBook { $0.misbehaviour } == [])
    await host.destroy()
  }

  @Test(
    "what does not compile is told in jq's words, with the line of the filter and nothing of ours",
    arguments: [
      (". |\n  foo(1)", "foo/1 is not defined at <top-level>, line 2:\n  foo(1)"),
      ("1 +", "line 1:\n1 +"), ("$nobody", "$nobody is not defined at <top-level>, line 1:\n$nobody"),
      ("{(1): 2}", "Cannot use number (1) as object key at <top-level>, line 1:\n{(1): 2}"),
    ], [false, true])
  func refusal(case one: (filter: String, words: String), hasArguments: Bool) async throws {
    let host = try ShippedAgent.host("jq")
    let payload = try Self.payload(one.filter, arguments: hasArguments ? #"{"x":1,"y":2}"# : "{}")
    let answer = await host.call("data.jq", payload)
    #expect(answer.kind == .badRequest && answer.code == "bad_filter")
    #expect(answer.message.hasPrefix("the filter does not compile: ") && answer.message.hasSuffix(one.words))
    #expect(!answer.message.contains("def env") && !answer.message.contains(".arguments"))
    await host.destroy()
  }

  @Test(
    "what a program raises is told as it is",
    arguments: [
      (#"error("no such \(.)")"#, "no such 1"), ("error({a: .})", #"{"a":1}"#),
      ("1, .x", #"Cannot index number with string "x""#),
      (#""out of seats" | halt_error"#, "out of seats"), (#"{"a": 1} | halt_error(2)"#, #"{"a":1}"#),
    ])
  func raised(filter: String, message: String) async throws {
    let host = try ShippedAgent.host("jq")
    let answer = await host.call("data.jq", try Self.payload(filter, input: "1"))
    #expect(answer.kind == .agentError && answer.code == "jq_error")
    #expect(answer.message == message)
    #expect(!answer.isRetryable && answer.payload.isEmpty)
    // A program that is kept begins anew; one that has halted cannot.
    for _ in 0..<5 { #expect(await host.call("data.jq", try Self.payload(filter, input: "1")).message == message) }
    await host.destroy()
  }

  @Test("a message is cut between two characters, and a huge value that was raised is not written out")
  func longMessage() async throws {
    let host = try ShippedAgent.host("jq")
    for shift in 0..<3 {
      let filter = #"("x" * \#(shift)) + ("é€😀" * 1000) | error"#.replacing(#""x" * 0"#, with: #""""#)
      let answer = await host.call("data.jq", try Self.payload(filter))
      #expect(answer.message.utf8.count <= 2000 && answer.message.utf8.count > 1900)
      #expect(answer.message.hasSuffix("…") && !answer.message.contains("\u{FFFD}"))
    }
    let answer = await host.call("data.jq", try Self.payload("[range(100000)] | error"))
    #expect(answer.message.contains("too large to be told"))
    await host.destroy()
  }

  @Test(
    "results that are too many, too long or too deep are refused, up to the bound they are not",
    arguments: [
      ("range(3)", ""), ("range(4)", "too_many_results"), (#""x" * 86"#, ""), (#""x" * 87"#, "too_long_results"),
      (#"("x" * 40), ("x" * 43)"#, ""), (#"("x" * 40), ("x" * 44)"#, "too_long_results"),
      (#""\u0001" * 20"#, "too_long_results"),
    ])
  func bounds(filter: String, code: String) async throws {
    let host = try ShippedAgent.host("jq", config: #"{"results":3,"resultBytes":100}"#)
    let answer = await host.call("data.jq", try Self.payload(filter))
    #expect(answer.code == code)
    #expect((answer.status == RH_OK) == code.isEmpty)
    #expect(answer.payload.count <= 102)
    if !code.isEmpty { #expect(answer.kind == .agentError && answer.message.contains("configuration allows")) }
    await host.destroy()
  }

  @Test("what is nested too deep for JSON is refused, and what is one less is not")
  func depth() async throws {
    let host = try ShippedAgent.host("jq")
    let deep = await host.call("data.jq", try Self.payload("reduce range(257) as $i (1; [.])"))
    #expect(deep.code == "too_deep_result")
    let answer = await host.call("data.jq", try Self.payload("reduce range(256) as $i (1; [.])"))
    #expect(
      answer.text == #"{"results":["# + String(repeating: "[", count: 256) + "1" + String(repeating: "]", count: 257)
        + "}")
    await host.destroy()
  }

  @Test(
    "what is no question is refused with what is expected",
    arguments: [
      ("", "no_json"), ("{", "no_json"), ("{} {}", "no_json"), ("1", "no_object"), ("{}", "no_filter"),
      (#"{"filter":1}"#, "bad_member"), (#"{"filter":".","inputs":1}"#, "bad_member"),
      (#"{"filter":".","arguments":[]}"#, "bad_member"), (#"{"filter":".","raw":"yes"}"#, "bad_member"),
      (#"{"filter":".","arguments":{"if":1}}"#, "bad_name"), (#"{"filter":".","arguments":{"ENV":1}}"#, "bad_name"),
      (#"{"filter":".","arguments":{"a b":1}}"#, "bad_name"), (#"{"filter":".","arguments":{"1":1}}"#, "bad_name"),
      (#"{"filter":".","arguments":{"":1}}"#, "bad_name"), (#"{"filter":"1\u0000"}"#, "bad_filter"),
      (#"{"filter":"1 + 1 + 1 + 1 + 1 + 1"}"#, "too_long_filter"),
    ])
  func noQuestion(payload: String, code: String) async throws {
    let host = try ShippedAgent.host("jq", config: #"{"filterBytes":20}"#)
    let answer = await host.call("data.jq", payload)
    #expect(answer.kind == .badRequest || answer.kind == .schemaFailed)
    #expect(answer.code == code, "\(answer.message)")
    await host.destroy()
  }

  @Test(
    "its configuration is looked at when it begins",
    arguments: ["[]", "1", "{", #"{"results":0}"#, #"{"programs":1.5}"#])
  func configuration(config: String) throws {
    #expect(throws: TestHost.Refusal.self) { try ShippedAgent.host("jq", config: config) }
  }

  @Test("programs are compiled once, and the ones not used for longest make room")
  func shelf() async throws {
    let host = try ShippedAgent.host("jq", config: #"{"programs":2}"#)
    // More filters than are kept, in turn, each with several inputs.
    for round in 0..<3 {
      for factor in 1...5 {
        let answer = await host.call("data.jq", try Self.payload(". * \(factor)", input: "\(round)"))
        #expect(answer.text == #"{"results":[\#(round * factor)]}"#)
      }
    }
    await host.destroy()
  }

  @Test("four threads ask at once, the same programs and others, with regular expressions")
  func threads() async throws {
    let host = try ShippedAgent.host("jq")
    let wrong = await withTaskGroup(of: Int.self) { group in
      for thread in 0..<4 {
        group.addTask {
          var wrong = 0
          for round in 0..<50 {
            let filter = round % 2 == 0 ? #"test("^a+\($x)$")"# : #"test("^a+\(\#(thread))$")"#
            let payload = #"{"filter":\#(filter.quoted),"input":"aaa\#(thread)","arguments":{"x":\#(thread)}}"#
            if await Self.ask(host, payload).text != #"{"results":[true]}"# { wrong += 1 }
          }
          return wrong
        }
      }
      return await group.reduce(0, +)
    }
    #expect(wrong == 0)
    #expect(host.withBook { $0.misbehaviour } == [])
    await host.destroy()
  }

  @Test("a program without an end is stopped when its caller goes, and can be asked again", arguments: 0..<5)
  func cancellation(round: Int) async throws {
    let host = try ShippedAgent.host("jq")
    let filter = #"if . then def f: f; f else "ended" end"#
    let payload = try Self.payload(filter, input: "true")
    async let stopped = Self.ask(host, payload)
    try await Task.sleep(for: .milliseconds(40 * round))
    // It may have no number yet: what has not come cannot go.
    while host.withBook({ $0.calls.keys.first }) == nil { try await Task.sleep(for: .milliseconds(1)) }
    host.cancel(try #require(host.withBook { $0.calls.keys.first }))
    let answer = await stopped
    #expect(answer.kind == .cancelled && answer.code == "cancelled")
    #expect(await host.call("data.jq", try Self.payload(filter, input: "false")).text == #"{"results":["ended"]}"#)
    await host.destroy()
  }

  /// Asks on a thread of its own: the agent blocks, and the tests' own threads are few.
  private static func ask(_ host: TestHost, _ payload: String) async -> Answer {
    await withCheckedContinuation { continuation in
      Thread { host.begin(Question("data.jq", payload)) { continuation.resume(returning: $0) } }.start()
    }
  }

  @Test("what a program debugs goes to the log, a few lines of it")
  func debugging() async throws {
    let host = try ShippedAgent.host("jq")
    let answer = await host.call("data.jq", try Self.payload("[range(100) | debug | stderr] | length"))
    #expect(answer.text == #"{"results":[100]}"#)
    let log = host.withBook { $0.log }
    #expect(log.count == 16)
    #expect(log.first == "0 call 0")
    await host.destroy()
  }
}

extension String {
  fileprivate var quoted: String { String(decoding: (try? JSONEncoder().encode(self)) ?? Data(), as: UTF8.self) }
}
