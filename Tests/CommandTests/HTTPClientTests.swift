import RoundhouseModel
import Testing

@testable import roundhouse

@Suite("The HTTP client's parts")
struct HTTPClientTests {
  private static let answers: [(text: String, body: String)] = [
    ("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello", "hello"),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2;x=y\r\nlo\r\n0\r\nT: 1\r\n\r\n", "hello"),
    ("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length:5\r\n\r\nhello", "hello"),
    ("HTTP/1.1 204 No Content\r\n\r\n", ""),
  ]

  @Test("An answer is the same however the bytes are cut", arguments: answers)
  func cuts(_ text: String, _ body: String) throws {
    let bytes = Array(text.utf8)
    for step in 1...bytes.count {
      var parser = ResponseParser()
      for start in stride(from: 0, to: bytes.count, by: step) {
        #expect(!parser.isComplete)
        try parser.take(bytes[start..<min(start + step, bytes.count)])
      }
      #expect(parser.isComplete)
      #expect(parser.response.body == Array(body.utf8))
    }
  }

  @Test("Without a length the body ends with the connection")
  func untilClose() throws {
    var parser = ResponseParser()
    try parser.take(Array("HTTP/1.1 200 OK\r\nX-A:  b \r\n\r\nhel".utf8))
    try parser.take(Array("lo".utf8))
    #expect(!parser.isComplete)
    try parser.close()
    #expect(parser.isComplete)
    #expect(parser.response.body == Array("hello".utf8))
    #expect(parser.response.headers["x-a"] == "b ")
  }

  @Test(
    "What is no answer is an error, not a crash",
    arguments: [
      "SSH-2.0-OpenSSH\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n",
    ])
  func broken(_ text: String) {
    var parser = ResponseParser()
    #expect { try parser.take(Array(text.utf8)) } throws: { ($0 as? RoundhouseError)?.code == .unreachable }
  }

  @Test("An answer that stops in the middle is an error, wherever it stops")
  func truncated() throws {
    let bytes = Array(Self.answers[1].text.utf8)
    for count in 0..<bytes.count {
      var parser = ResponseParser()
      try parser.take(bytes[..<count])
      #expect(throws: RoundhouseError.self) { try parser.close() }
    }
  }

  @Test("Headers without end are refused")
  func endlessHead() {
    var parser = ResponseParser()
    #expect(throws: RoundhouseError.self) {
      for _ in 0..<10 { try parser.take([UInt8](repeating: 97, count: 16 << 10)) }
    }
  }

  @Test("Events come out one by one, with their lines joined, however the bytes are cut")
  func events() {
    let bytes = Array(": beat\n\nevent: chunk\ndata: a\ndata: b\n\nevent: done\r\ndata:{}\r\n\r\n".utf8)
    for step in 1...bytes.count {
      var parser = EventParser()
      var events: [ServerEvent] = []
      for start in stride(from: 0, to: bytes.count, by: step) {
        events += parser.take(bytes[start..<min(start + step, bytes.count)])
      }
      #expect(events == [ServerEvent(name: "chunk", data: "a\nb"), ServerEvent(name: "done", data: "{}")])
    }
  }

  @Test("A value cannot end its header, and names are encoded for paths")
  func injection() {
    var request = HTTPRequest("POST", "/v1/call/" + HTTPRequest.encode("a/b c@2é"))
    request.headers = [("Roundhouse-Session", "x\r\nEvil: 1")]
    let text = String(decoding: request.encoded(host: "h:1"), as: UTF8.self)
    #expect(text.hasPrefix("POST /v1/call/a%2Fb%20c@2%C3%A9 HTTP/1.1\r\nHost: h:1\r\n"))
    #expect(text.contains("Roundhouse-Session: xEvil: 1\r\n"))
  }

  @Test(
    "Addresses of hosts",
    arguments: [
      ("http://127.0.0.1:7717", "http://127.0.0.1:7717"), ("http://localhost/", "http://localhost:7717"),
      ("example.org:80", "http://example.org:80"), ("http://[::1]:9", "http://[::1]:9"), ("HTTP://a", "http://a:7717"),
      ("https://a", nil), ("http://", nil), ("http://a:b", nil), ("http://a:70000", nil), ("http://a/b", nil),
      ("http://a:0", nil), ("http://[::1", nil), ("a b", nil),
    ] as [(String, String?)])
  func addresses(_ text: String, _ expected: String?) { #expect(ServerURL(text)?.text == expected) }

  @Test("A problem body becomes the error it was made from")
  func problem() {
    let error = RoundhouseError(
      .noHealthyAgent, "nobody", remedy: "wait", cause: "why", agent: "a", capability: "c", path: "/p", agentCode: "x",
      isRetryable: true, rejections: [Rejection(agent: "b", reason: .busy, detail: "full")])
    #expect(ProblemReader.error(error.json(), fallback: "") == error)
    let page = HTTPResponse(status: 500, headers: ["content-type": "text/html"], body: Array("<html>".utf8))
    #expect(ProblemReader.error(page, from: "http://a:1").code == .unreachable)
  }

  @Test("A stream that just stops is not an answer; its end and its error are told")
  func streams() throws {
    var stream = CallStream()
    #expect(try stream.take(ServerEvent(name: "chunk", data: "hé")) == Array("hé".utf8))
    #expect(try stream.take(ServerEvent(name: "chunk-base64", data: "AP8=")) == [0, 255])
    #expect(throws: RoundhouseError.self) { try stream.demandEnd() }
    #expect(try stream.take(ServerEvent(name: "done", data: #"{"agent":"a"}"#)) == nil)
    try stream.demandEnd()
    #expect(stream.agent == "a")
    let failure = RoundhouseError(.agentError, "broken")
    let event = ServerEvent(name: "error", data: String(decoding: failure.json(), as: UTF8.self))
    #expect(throws: failure) { try stream.take(event) }
  }

  @Test(
    "Base64 as RFC 4648 has it",
    arguments: [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYg==", "foob"), ("Zm9vYmE=", "fooba")])
  func base64(_ text: String, _ plain: String) { #expect(Base64Text.decode(text) == Array(plain.utf8)) }

  @Test("What is not base64 is refused", arguments: ["Zg=", "Z===", "Zm9v!", "Zg==Zg==", "Z"])
  func notBase64(_ text: String) { #expect(Base64Text.decode(text) == nil) }
}
