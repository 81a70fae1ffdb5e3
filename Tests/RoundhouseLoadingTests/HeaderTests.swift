import CRoundhouse
import FixtureBuilder
import RoundhouseModel
import Synchronization
import Testing

@testable import RoundhouseLoading

/// `roundhouse.h` as agents' authors meet it.
struct HeaderTests {
  private static let folder = "\(FixtureBuilder.repository)/sdk/c"
  private let room: TemporaryFolder

  init() throws { room = try TemporaryFolder() }

  @Test(arguments: [("gcc", "c11"), ("g++", "c++17"), ("clang", "c11"), ("clang++", "c++17")])
  func `The header compiles alone without a warning`(compiler: String, standard: String) throws {
    let source = "\(room.path)/alone.\(standard.hasPrefix("c++") ? "cpp" : "c")"
    try TemporaryFolder.write(Array("#include <roundhouse.h>\n#include <roundhouse.h>\n".utf8), to: source)
    try compile([compiler, "-std=\(standard)", "-fsyntax-only", source])
  }

  @Test(arguments: [("gcc", "c11", "agent.c"), ("clang", "c11", "agent.c")])
  func `The agent in the header's comment compiles and answers`(
    compiler: String, standard: String, file: String
  ) throws {
    let source = "\(room.path)/\(file)"
    try TemporaryFolder.write(Array(try example().utf8), to: source)
    let library = "\(room.path)/libecho-\(compiler).so"
    try compile([
      compiler, "-std=\(standard)", "-shared", "-fPIC", "-fvisibility=hidden", "-Wl,-z,defs", "-o", library, source,
    ])
    let image = try SealedImage(LibraryReference(path: "libecho-\(compiler).so"), in: room.path)
    #expect(image.elf.surplusExports == nil)
    #expect(try answer(of: AgentTable(image.open()), to: "hello") == "hello")
  }

  @Test(arguments: ["gcc", "clang"]) func `The layout is the golden one for C`(compiler: String) throws {
    let golden = try LayoutTests.golden()
    let program = "\(room.path)/layout"
    try TemporaryFolder.write(Array(layoutProgram(golden).utf8), to: "\(program).c")
    try compile([compiler, "-std=c11", "-o", program, "\(program).c"])
    let printed = try Command.run([program])
    #expect(printed.output.split(separator: "\n").map(String.init) == golden)
  }

  /// The lines of code in the header's first comment.
  private func example() throws -> String {
    let header = String(decoding: try TemporaryFolder.read("\(Self.folder)/include/roundhouse.h"), as: UTF8.self)
    let comment = header.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0 != " */" }
    let code = comment.drop { !$0.contains("#include <roundhouse.h>") }.prefix { !$0.hasPrefix(" * Build:") }
    return code.map { $0.dropFirst(3) }.joined(separator: "\n") + "\n"
  }

  /// Asks an agent once, as a host would.
  private func answer(of table: AgentTable, to question: String) throws -> String? {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: MemoryLayout<rh_host>.size, alignment: 16)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0, count: MemoryLayout<rh_host>.size)
    let host = memory.bindMemory(to: rh_host.self, capacity: 1)
    host.pointee.struct_size = UInt32(MemoryLayout<rh_host>.size)
    host.pointee.complete = { _, call, reply in
      let bytes = UnsafeRawBufferPointer(start: reply.pointee.payload.data, count: Int(reply.pointee.payload.size))
      Self.answers.withLock { $0[call] = String(decoding: bytes, as: UTF8.self) }
      return reply.pointee.status
    }
    var agent: OpaquePointer?
    var config = rh_agent_config()
    var message: CChar = 0
    let created = withUnsafeMutablePointer(to: &message) { message in
      var error = rh_error(struct_size: 16, message_capacity: 1, message: message)
      return table.create(host, &config, &agent, &error)
    }
    #expect(created == RH_OK)
    let made = try #require(agent)
    defer { table.destroy(made) }
    let call = Self.calls.add(1, ordering: .relaxed).newValue
    var request = rh_request()
    let status = question.utf8CString.withUnsafeBytes { bytes in
      request.payload = rh_bytes(data: bytes.baseAddress, size: UInt64(bytes.count - 1))
      return withUnsafePointer(to: &request) { table.invoke(UnsafeMutableRawPointer(made), call, UnsafeRawPointer($0)) }
    }
    #expect(status == RH_OK)
    return Self.answers.withLock { $0[call] }
  }

  private static let answers = Mutex<[UInt64: String]>([:])
  private static let calls = Atomic<UInt64>(0)

  /// A program that prints what this compiler makes of each line of the golden layout.
  private func layoutProgram(_ golden: [String]) -> String {
    let lines = golden.map { line in
      let words = line.split(separator: " ")
      let type = words[0].split(separator: ".")[0] == "rh_host" ? "struct rh_host" : words[0].split(separator: ".")[0]
      return words.count == 3
        ? "printf(\"\(words[0]) size %zu\\n\", sizeof(\(type)));"
        : "printf(\"\(words[0]) %zu\\n\", offsetof(\(type), \(words[0].split(separator: ".")[1])));"
    }
    return "#include <roundhouse.h>\n#include <stdio.h>\nint main(void) {\n" + lines.joined(separator: "\n")
      + "\nreturn 0; }\n"
  }

  private func compile(_ arguments: [String]) throws {
    let strict = ["-Wall", "-Wextra", "-Wpedantic", "-Werror", "-I", "\(Self.folder)/include"]
    let command = try Command.run(arguments + strict)
    #expect(command.status == 0, "\(command.output)")
  }
}
