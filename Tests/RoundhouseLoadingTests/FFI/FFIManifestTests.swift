import RoundhouseModel
import Testing

@testable import RoundhouseLoading

extension FFITests {
  /// Manifests that are refused, each with its own words.
  struct Manifests {
    static func function(_ parameters: String, _ more: String = "") -> String {
      "\"functions\": [{\"capability\": \"a.b\", \"symbol\": \"s\", \"parameters\": [\(parameters)]\(more)}]"
    }

    @Test(arguments: [
      (
        "{\"name\": \"x\", \"type\": \"int\"}",
        "functions[0].parameters[0].type: expected a type, found \"int\"; write \"i32\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"f46\"}",
        "functions[0].parameters[0].type: expected a type, found \"f46\"; did you mean \"f64\"?"
      ),
      (
        "{\"name\": \"x\", \"type\": \"callback\"}",
        "functions[0].parameters[0].type: expected a type, found \"callback\"; write a small agent in C: functions that are given a function cannot be bound"
      ),
      (
        "{\"type\": \"f64\"}",
        "functions[0].parameters[0].name: expected the key in JSON, found nothing; add \"name\": \"size\""
      ),
      ("{\"name\": \"x\"}", "functions[0].parameters[0].type: expected a type, found nothing; add \"type\": \"f64\""),
      (
        "{\"name\": \"x\", \"type\": \"f64\"}, {\"name\": \"x\", \"type\": \"f64\"}",
        "functions[0].parameters[1]: expected a name of its own, found \"x\", which is another parameter's; rename one"
      ),
      (
        "{\"name\": \"x\", \"type\": \"f64\", \"directoin\": \"out\"}",
        "functions[0].parameters[0].directoin: expected a known key, found \"directoin\"; did you mean \"direction\"?"
      ),
      (
        "{\"name\": \"x\", \"type\": \"bytes\"}",
        "functions[0].parameters[0]: C must be told where \"x\" ends; add a parameter with \"lengthOf\": \"x\", or say its exact \"count\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"bytes\", \"direction\": \"out\"}",
        "functions[0].parameters[0]: it must be said who makes room for \"x\"; say one: \"capacity\" (the host), \"free\" (the library, freed by that), \"borrowed\": true (it keeps it)"
      ),
      (
        "{\"name\": \"x\", \"type\": \"bytes\", \"direction\": \"out\", \"free\": \"free\"}",
        "functions[0].parameters[0]: something must tell how long \"x\" is; add an out parameter with \"lengthOf\": \"x\", or a \"count\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"string\", \"direction\": \"out\", \"capacity\": \"y\"}",
        "functions[0].parameters[0].capacity: expected an integer or a buffer that goes in, found \"y\"; name another parameter of the same function, or write a number"
      ),
      (
        "{\"name\": \"n\", \"type\": \"i32\", \"lengthOf\": \"y\"}",
        "functions[0].parameters[0].lengthOf: expected a string, bytes or array of the same function, found \"y\"; name one of its parameters"
      ),
      (
        "{\"name\": \"x\", \"type\": \"pointer\"}",
        "functions[0].parameters[0]: a pointer needs a fixed \"value\", for JSON has no pointers; add \"value\": null, or declare a handle"
      ),
      (
        "{\"name\": \"x\", \"type\": \"f64[3]\"}",
        "functions[0].parameters[0]: such a type can only lie within a struct; write \"f64[]\", \"string\" or \"bytes\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"f64\", \"nullable\": true}",
        "functions[0].parameters[0]: \"nullable\" is for pointers that go in; add \"pointer\": true, or a \"default\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"f64\", \"value\": 1, \"default\": 2}",
        "functions[0].parameters[0]: a fixed \"value\" goes in and cannot change; remove \"default\" and \"direction\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"f64\", \"consumes\": true}",
        "functions[0].parameters[0].consumes: \"consumes\" is for handles; remove it, or declare the type in \"handles\""
      ),
      (
        "{\"name\": \"x\", \"type\": \"string\", \"raw\": true}",
        "functions[0].parameters[0].raw: only the one and only output, of type bytes, can be raw; remove \"raw\", or hide the other outputs"
      ),
    ])
    func `A parameter that cannot be is refused`(parameters: String, problem: String) {
      #expect(FFIFixture.problems(Self.function(parameters)) == [problem])
    }

    @Test(arguments: [
      (
        ", \"returns\": \"bytes\"",
        "functions[0].returns: something must tell how long \"result\" is; add an out parameter with \"lengthOf\": \"result\", or a \"count\""
      ),
      (
        ", \"returns\": {\"type\": \"i32\", \"success\": {}}",
        "functions[0].returns.success: expected one of equals, notEquals, min, max, notNull, errno, found an empty object; write what success is, as in { \"equals\": 0 }"
      ),
      (
        ", \"returns\": {\"type\": \"f64\", \"success\": {\"equals\": 1}}",
        "functions[0].returns.success.equals: a number needs a return that is an integer; use \"errno\" or \"notNull\""
      ),
      (
        ", \"returns\": {\"type\": \"i32\", \"error\": {\"symbol\": \"e\", \"argument\": \"x\"}}",
        "functions[0].returns.error.argument: expected an integer, an enum, a handle or the return, found \"x\"; write \"result\", or name such a parameter"
      ),
      (
        ", \"returns\": {\"type\": \"i32\", \"error\": {\"symbol\": \"e\", \"errno\": true, \"argument\": \"result\"}}",
        "functions[0].returns.error: expected one of symbol, parameter, errno, found several; keep one of them"
      ),
      (", \"returns\": \"i33\"", "functions[0].returns: expected a type, found \"i33\"; did you mean \"i32\"?"),
      (
        ", \"variadicFrom\": 0",
        "functions[0].variadicFrom: expected an integer from 1 to 1, found the number 0; write 1 or more"
      ),
      (
        ", \"returs\": \"i32\"",
        "functions[0].returs: expected a known key, found \"returs\"; did you mean \"returns\"?"
      ),
    ])
    func `A return that cannot be is refused`(more: String, problem: String) {
      #expect(FFIFixture.problems(Self.function("", more)) == [problem])
    }

    @Test func `Types and capabilities must fit together`() {
      let functions = Self.function("")
      #expect(
        FFIFixture.problems(
          "\"structs\": {\"a\": {\"fields\": [{\"name\": \"b\", \"type\": \"b\"}]}, \"b\": {\"fields\": [{\"name\": \"a\", \"type\": \"a\"}]}}, \(functions)"
        )
          == [
            "structs.b: a struct cannot contain itself, as \"b\" does; take one of the fields out, or make it a \"pointer\""
          ])
      #expect(
        FFIFixture.problems("\"enums\": {\"i32\": {\"values\": {\"a\": 1}}}, \(functions)")
          == ["enums.i32: a type's name must be free, \"i32\" means something already; choose another name"])
      #expect(
        FFIFixture.problems("\"enums\": {\"e\": {\"type\": \"i8\", \"values\": {\"a\": 128}}}, \(functions)")
          == [
            "enums.e.values.a: expected an integer that fits i8, found the number 128; write such a number, or choose another \"type\""
          ])
      #expect(
        FFIFixture.problems("\"capabilities\": [{\"name\": \"a.c\"}], \(functions)")
          == [
            "capabilities[0]: no function is offered as a.c of version 1; add one to \"functions\" with \"capability\": \"a.c\""
          ])
      #expect(
        FFIFixture.problems("\"capabilities\": [{\"name\": \"a.b\"}], \(Self.function("", ", \"idempotent\": true"))")
          == ["functions[0].idempotent: a.b is declared in \"capabilities\"; move \"idempotent\" there"])
      #expect(
        FFIFixture.problems(
          "\"initializer\": {\"symbol\": \"s\", \"parameters\": [{\"name\": \"x\", \"type\": \"f64\"}]}, \(functions)")
          == [
            "initializer: it needs no input, for nobody can give it \"x\" when the library is loaded; give \"x\" a \"value\""
          ])
      #expect(
        FFIFixture.problems("\"structs\": {}")
          == [
            "functions: expected an array of functions, found nothing; add \"functions\": [{ \"capability\": \"math.pow\", \"symbol\": \"pow\", … }]"
          ])
    }

    @Test func `A function declares its capability, or refers to the manifest's`() throws {
      let own = try FFIFixture.manifest(
        "\"functions\": [{\"capability\": \"a.b\", \"symbol\": \"s\", \"version\": 3, \"description\": \"D\", \"idempotent\": true, \"timeout\": \"5s\", \"tags\": [\"t\"]}]"
      )
      let capability = try #require(own.capabilities.first)
      #expect(own.capabilities.count == 1 && capability.name == "a.b" && capability.version == 3)
      #expect(capability.isIdempotent && capability.timeout == .seconds(5) && capability.tags == ["t"])
      let referred = try FFIFixture.manifest(
        "\"capabilities\": [{\"name\": \"a.b\", \"description\": \"there\"}], \(Self.function(""))")
      #expect(referred.capabilities.map(\.description) == ["there"])
    }

    @Test(arguments: [
      ("echo_i9", "has no function \"echo_i9\"; did you mean \"echo_i8\"?"),
      ("zzzzzzzzzz", "has no function \"zzzzzzzzzz\"; `nm -D --defined-only` lists what it has"),
    ])
    func `A symbol that is not there is named, with the nearest that is`(symbol: String, message: String) {
      #expect {
        _ = try FFIFixture.function(symbol)
      } throws: { error in
        let text = "\(error)"
        return text.hasPrefix("the function for f: /") && text.contains(message)
      }
    }

    @Test(arguments: ["release_x", "bound_x"])
    func `Every small function must be there too`(missing: String) {
      let parameter =
        missing == "release_x"
        ? "{\"name\": \"t\", \"type\": \"string\", \"direction\": \"out\", \"free\": \"release_x\"}"
        : "{\"name\": \"n\", \"type\": \"size\"}, {\"name\": \"t\", \"type\": \"string\", \"direction\": \"out\", \"capacity\": {\"of\": \"n\", \"sizeFrom\": \"bound_x\"}}"
      #expect {
        _ = try FFIFixture.function("nothing", parameter)
      } throws: { "\($0)".contains("has no function \"\(missing)\"; did you mean") }
    }

    @Test func `A constant that does not fit its type is refused at load`() {
      #expect {
        _ = try FFIFixture.function("echo_i8", "{\"name\": \"x\", \"type\": \"i8\", \"value\": 300}")
      } throws: {
        "\($0)".contains("echo_i8 has a wrong value for \"x\": expected an integer from -128 to 127, found 300")
      }
    }

    @Test func `Variadic arguments that C would widen are refused`() {
      let members = """
        "functions": [{"capability": "f", "symbol": "sum_of", "variadicFrom": 1, "parameters":
        [{"name": "count", "type": "i32"}, {"name": "a", "type": "f32"}], "returns": "f64"}]
        """
      #expect { _ = try FFIFixture.agent(members) } throws: { "\($0)".contains("narrower than int or double") }
    }
  }
}
