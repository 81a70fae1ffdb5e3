import CRoundhouse
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// Requests that do not fit, each with the place and what was expected.
  struct Requests {
    @Test(arguments: [
      ("{\"n\": 200}", "/n: expected an integer from -128 to 127, found 200"),
      ("{\"n\": 1.5}", "/n: expected an integer from -128 to 127, found 1.5"),
      ("{\"n\": \"1\"}", "/n: expected an integer from -128 to 127, found a string"),
      ("{\"n\": null}", "/n: expected an integer from -128 to 127, found null"),
      ("{}", "/n: expected an integer, found nothing"), ("[]", "expected an object of parameters, found an array"),
      ("7", "expected an object of parameters, found 7"),
      ("{\"n\": 1, \"m\": 2}", "/m: there is no such parameter; did you mean \"n\"?"),
      ("{\"n\": 1, \"elsewhere\": 2}", "/elsewhere: there is no such parameter; known here are n"),
      ("{\"n\": 1, \"a/b~c\": 2}", "/a~1b~0c: there is no such parameter; known here are n"),
      (
        "{\"n\": 1",
        "not valid JSON: line 1, column 8: the text ends too early, expected ',' or '}'; send one JSON text in UTF-8"
      ),
    ])
    func `A wrong request is told where and why`(json: String, message: String) throws {
      let echo = try FFIFixture.function("echo_i8", "{\"name\": \"n\", \"type\": \"i8\"}", returns: "\"i8\"")
      let answer = try echo.call("f", json)
      #expect(answer.message == message)
      #expect(answer.status == RH_BAD_REQUEST && answer.isNotStarted && !answer.isRetryable)
    }

    @Test(arguments: [
      ("u8", "-1", "an integer from 0 to 255, found -1"),
      ("u64", "-1", "an integer from 0 to 18446744073709551615, found -1"),
      ("u64", "18446744073709551616", "an integer from 0 to 18446744073709551615, found 18446744073709551616"),
      (
        "i64", "9223372036854775808",
        "an integer from -9223372036854775808 to 9223372036854775807, found 9223372036854775808"
      ),
      ("f64", "\"ten\"", "a number, found a string"), ("f64", "1e999", "a number, found 1e999"),
      ("f32", "1e39", "a number that fits 32 bits, found 1e39"), ("f32", "{}", "a number, found an object"),
    ])
    func `A number that does not fit its type is refused`(type: String, value: String, expected: String) throws {
      let echo = try FFIFixture.function(
        "echo_\(type)", "{\"name\": \"x\", \"type\": \"\(type)\"}", returns: "\"\(type)\"")
      #expect(try echo.f("{\"x\": \(value)}") == "/x: expected \(expected)")
    }

    @Test func `Integers may be written as any number that is integral`() throws {
      let echo = try FFIFixture.function("echo_i32", "{\"name\": \"x\", \"type\": \"i32\"}", returns: "\"i32\"")
      #expect(try echo.f("{\"x\": 12e2}") == "{\"result\":1200}")
      #expect(try echo.f("{\"x\": 3.0}") == "{\"result\":3}")
    }

    @Test func `Defaults stand in for what is not said, constants cannot be said`() throws {
      let add = try FFIFixture.function(
        "sum_bytes",
        "{\"name\": \"data\", \"type\": \"bytes\", \"default\": \"AQID\"}, {\"name\": \"size\", \"type\": \"size\", \"lengthOf\": \"data\"}",
        returns: "\"u32\"")
      #expect(try add.f() == "{\"result\":6}")
      #expect(try add.f("{\"data\": \"/w==\"}") == "{\"result\":255}")
      #expect(try add.f("{\"size\": 3}") == "/size: there is no such parameter; known here are data")
      let fixed = try FFIFixture.function(
        "length_of", "{\"name\": \"text\", \"type\": \"string\", \"value\": \"seven!!\"}", returns: "\"size\"")
      #expect(try fixed.f() == "{\"result\":7}")
      #expect(try fixed.f("{\"text\": \"a\"}") == "/text: there is no such parameter; send {}")
    }

    @Test func `Other content types and unknown capabilities are refused`() throws {
      let echo = try FFIFixture.function("echo_i8", "{\"name\": \"n\", \"type\": \"i8\"}", returns: "\"i8\"")
      let json = Array("{\"n\": 5}".utf8)
      #expect(
        try echo.call("f", json, contentType: "text/plain").message
          == "expected application/json or application/octet-stream, found text/plain")
      #expect(try echo.call("f", json, contentType: "Application/JSON; charset=utf-8").text == "{\"result\":5}")
      #expect(
        try echo.call("f", json, contentType: "application/octet-stream").message
          == "expected application/json, found raw bytes, which are no parameter of this function")
      #expect(try echo.call("f", json, version: 1).text == "{\"result\":5}")
      #expect(try echo.call("f", json, version: 2).status == RH_UNKNOWN_CAPABILITY)
      #expect(try echo.call("g", json).message == "g is not among the agent's functions")
    }
  }
}
