import FixtureBuilder
import Testing

/// Builds are slow, so each library is built once and all that is to be said of it is said in one test.
@Suite("Agents that are built outside this repository", .serialized, .timeLimit(.minutes(10)))
struct OutsideTests {
  let room: TemporaryFolder

  init() throws { room = try TemporaryFolder() }

  @Test("the driver is clean C under both compilers", arguments: ["clang", "gcc"])
  func driver(compiler: String) throws {
    let build = try Driver.build(compiler, in: room.path)
    #expect(build.status == 0, "\(build.output)")
  }

  @Test("the C template builds with make, exports one symbol, needs the C library alone, and answers")
  func templateInC() throws {
    let agent = try NewAgent("c", name: "see", module: "See", in: room.path)
    let build = try agent.make("CFLAGS=-std=c11 -Wall -Wextra -Wpedantic -Werror")
    #expect(build.status == 0, "\(build.output)")
    #expect(try agent.exports() == "roundhouse_plugin_v1\n")
    #expect(try agent.needs().matches(of: /NEEDED.*\[(.*)\]/).map(\.1) == ["libc.so.6"])
    _ = try Driver.build("clang", in: room.path)
    let answers = try Driver.run(in: room.path, times: 100, [agent.library, "see.hello", "{}"])
    #expect(answers.status == 0)
    #expect(answers.output == "\(agent.library) see.hello 0 {\"greeting\":\"hello from C\"}\n")
  }

  @Test("Swift agents with the runtime inside and outside work side by side in one process, and export one symbol each")
  func templatesInSwift() throws {
    let first = try NewAgent("swift", name: "first", module: "First", in: room.path)
    let second = try NewAgent("swift", name: "second", module: "Second", in: room.path)
    let third = try NewAgent("swift", name: "third", module: "Third", in: room.path)
    for (agent, link) in [(first, []), (second, []), (third, ["LINK="])] {
      let build = try link.isEmpty ? agent.make() : agent.make(link[0])
      #expect(build.status == 0, "\(build.output)")
      #expect(try agent.exports() == "roundhouse_plugin_v1\n")
    }
    #expect(try !first.needs().contains("libswift"))
    let check = try first.check()
    #expect(check.status == 0, "\(check.output)")
    #expect(try !second.needs().contains("libFoundation"))
    #expect(try third.needs().contains("libswiftCore.so"))
    _ = try Driver.build("clang", in: room.path)
    let answers = try Driver.run(
      in: room.path, times: 200,
      [first.library, "first.hello", #"{"name":"Ada"}"#], [second.library, "second.hello", #"{"name":"Bob"}"#],
      [third.library, "third.hello", #"{"name":"Eve"}"#], [first.library, "first.hello", #"{"name":""}"#],
      [second.library, "second.hello", #"{"name":5}"#], [third.library, "third.hello", "{"])
    #expect(answers.status == 0)
    #expect(
      answers.output.replacing(room.path + "/", with: "") == """
        first/libfirst.so first.hello 0 {"greeting":"Hello, Ada!"}
        second/libsecond.so second.hello 0 {"greeting":"Hello, Bob!"}
        third/libthird.so third.hello 0 {"greeting":"Hello, Eve!"}
        first/libfirst.so first.hello -1 no_name nobody has an empty name; send a name
        second/libsecond.so second.hello -2  the payload.name must be a string
        third/libthird.so third.hello -1  the payload is not JSON; send one complete JSON value

        """)
  }
}
