import Testing

@testable import RoundhouseModel
@testable import RoundhouseServer

@Suite("Reading requests") struct PureTests {
  @Test("a path with a capability is taken apart")
  func callPath() {
    func read(_ path: String) -> (String, UInt32)? {
      path.withCString { path in CallPath(path).map { (String(decoding: $0.capability, as: UTF8.self), $0.version) } }
    }
    #expect(read("/v1/call/a.b")! == ("a.b", 0))
    #expect(read("/v1/call/a.b@3")! == ("a.b", 3))
    #expect(read("/v1/call/a.b@4294967295")! == ("a.b", .max))
    for path in [
      "/v1/call/", "/v1/call/@1", "/v1/call/a@", "/v1/call/a@0", "/v1/call/a@x", "/v1/call/a@4294967296",
      "/v1/call/a@99999999999", "/v1/call/a/b", "/v1/cal", "", "/v1/call",
    ] {
      #expect(read(path) == nil, "\(path)")
    }
  }

  @Test("a listening address is read")
  func address() {
    #expect(ListenAddress("127.0.0.1:7717") == .standard)
    #expect(ListenAddress("[::1]:80") == ListenAddress(host: "::1", port: 80))
    #expect(ListenAddress("[::1]:80")?.description == "[::1]:80")
    for text in ["", "7717", ":7717", "::1:80", "localhost:", "localhost:65536", "localhost:-1"] {
      #expect(ListenAddress(text) == nil, "\(text)")
    }
    #expect(
      ["127.0.0.1", "127.255.1.2", "::1", "Localhost"].allSatisfy { ListenAddress(host: $0, port: 1).isLoopback })
    #expect(
      !["128.0.0.1", "127.0.0", "127.0.0.1.a", "0.0.0.0", "::", "localhost.a"].contains {
        ListenAddress(host: $0, port: 1).isLoopback
      })
  }

  @Test(
    "bytes become base64", arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func base64(text: String, expected: String) {
    var text = text
    #expect(String(decoding: text.withUTF8 { Base64.encoded(UnsafeRawBufferPointer($0)) }, as: UTF8.self) == expected)
  }

  @Test("figures are written with three decimals")
  func figures() {
    var figures = FigureText()
    for (value, text) in [(0, "0.000"), (7, "0.007"), (12_345, "12.345"), (1_000_000, "1000.000")] as [(UInt64, String)]
    {
      figures.write(milliths: value)
      #expect(String(cString: figures.text) == text)
    }
    figures.write(UInt64.max)
    #expect(String(cString: figures.text) == "18446744073709551615")
  }

  @Test("a moment is written as RFC 3339")
  func timestamps() {
    #expect(Timestamp(nanoseconds: 0).description == "1970-01-01T00:00:00.000Z")
    #expect(Timestamp(nanoseconds: 1_709_210_096_789_000_000).description == "2024-02-29T12:34:56.789Z")
    #expect(Timestamp(nanoseconds: -1).description == "1969-12-31T23:59:59.999Z")
  }
}
