import CRoundhouse
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// Every number, there and back, by value and by address.
  struct Scalars {
    static let extremes: [(type: String, values: [String])] = [
      ("i8", ["-128", "127", "0"]), ("i16", ["-32768", "32767"]), ("i32", ["-2147483648", "2147483647"]),
      ("i64", ["-9223372036854775808", "9223372036854775807"]), ("u8", ["0", "255"]), ("u16", ["65535"]),
      ("u32", ["4294967295"]), ("u64", ["18446744073709551615", "9007199254740993"]),
      ("size", ["18446744073709551615"]), ("f32", ["0.1", "-3.5", "16777216", "1e-45"]),
      ("f64", ["0.1", "-2.5e-300", "1.7976931348623157e+308", "1024"]),
    ]

    @Test(arguments: extremes)
    func `A number comes back as it went in`(type: String, values: [String]) throws {
      let echo = try FFIFixture.function(
        "echo_\(type)", "{\"name\": \"x\", \"type\": \"\(type)\"}", returns: "\"\(type)\"")
      for value in values { #expect(try echo.f("{\"x\": \(value)}") == "{\"result\":\(value)}") }
    }

    @Test(arguments: extremes)
    func `An out-parameter is filled, and stands under its name`(type: String, values: [String]) throws {
      let copy = try FFIFixture.function(
        "copy_\(type)",
        "{\"name\": \"x\", \"type\": \"\(type)\"}, {\"name\": \"y\", \"type\": \"\(type)\", \"direction\": \"out\"}")
      for value in values { #expect(try copy.f("{\"x\": \(value)}") == "{\"y\":\(value)}") }
    }

    @Test(arguments: extremes)
    func `A number goes in by its address, or as a null pointer`(type: String, values: [String]) throws {
      let read = try FFIFixture.function(
        "read_\(type)", "{\"name\": \"x\", \"type\": \"\(type)\", \"pointer\": true, \"nullable\": true}",
        returns: "\"\(type)\"")
      for value in values { #expect(try read.f("{\"x\": \(value)}") == "{\"result\":\(value)}") }
      #expect(try read.f("{\"x\": null}") == "{\"result\":0}")
      #expect(try read.f("{}") == "{\"result\":0}")
    }

    @Test func `A number goes in and comes out changed`() throws {
      let twice = try FFIFixture.function(
        "twice_i16", "{\"name\": \"x\", \"type\": \"i16\", \"direction\": \"in-out\", \"default\": 4}")
      #expect(try twice.f("{\"x\": -21}") == "{\"x\":-42}")
      #expect(try twice.f() == "{\"x\":8}")
    }

    @Test func `Truth values are true and false, and nothing else`() throws {
      let opposite = try FFIFixture.function("opposite", "{\"name\": \"x\", \"type\": \"bool\"}", returns: "\"bool\"")
      #expect(try opposite.f("{\"x\": true}") == "{\"result\":false}")
      #expect(try opposite.f("{\"x\": false}") == "{\"result\":true}")
      #expect(try opposite.f("{\"x\": 1}") == "/x: expected true or false, found 1")
      let copy = try FFIFixture.function(
        "copy_bool",
        "{\"name\": \"x\", \"type\": \"bool\"}, {\"name\": \"y\", \"type\": \"bool\", \"direction\": \"out\"}")
      #expect(try copy.f("{\"x\": true}") == "{\"y\":true}")
    }

    @Test func `What JSON cannot say of a double is null`() throws {
      let echo = try FFIFixture.function("fail_errno", "{\"name\": \"x\", \"type\": \"i32\"}", returns: "\"f64\"")
      #expect(try echo.f("{\"x\": 0}") == "{\"result\":1.5}")
      let divide = try FFIFixture.function(
        "twice_f64", "{\"name\": \"x\", \"type\": \"f64\", \"direction\": \"in-out\"}")
      #expect(try divide.f("{\"x\": 1e308}") == "{\"x\":null}")
    }

    @Test func `More arguments than registers arrive in their places`() throws {
      let types = ["i8", "f64", "i16", "f32", "i32", "f64", "i64", "f32", "u8", "f64", "u64", "f64"]
      let parameters = types.enumerated().map { "{\"name\": \"p\($0)\", \"type\": \"\($1)\"}" }.joined(separator: ",")
      let many = try FFIFixture.function("many", parameters, returns: "\"f64\"")
      let values = types.indices.map { "\"p\($0)\": \($0 + 1)" }.reversed().joined(separator: ",")
      #expect(try many.f("{\(values)}") == "{\"result\":650}")
    }

    @Test func `Variadic arguments follow the fixed ones`() throws {
      let parameters = """
        {"name": "count", "type": "i32", "value": 3}, {"name": "a", "type": "f64"}, {"name": "b", "type": "f64"},
        {"name": "c", "type": "f64"}
        """
      let sum = try FFIFixture.agent(
        """
        "functions": [{"capability": "f", "symbol": "sum_of", "variadicFrom": 1, "parameters": [\(parameters)],
        "returns": "f64"}]
        """)
      #expect(try sum.f("{\"a\": 1, \"b\": 20, \"c\": 300}") == "{\"result\":321}")
    }

    @Test func `A function without anything answers an empty object`() throws {
      let nothing = try FFIFixture.function("nothing")
      #expect(try nothing.f() == "{}")
      let answer = try nothing.call("f", [])
      #expect(answer.status == RH_OK && answer.text == "{}")
    }
  }
}
