import CRoundhouse
import FixtureBuilder
import RoundhouseModel
import Testing

@testable import RoundhouseLoading

/// From a library to functions that may be called.
struct AgentTableTests {
  @Test(arguments: ["plain", "core-only", "heap-table"])
  func `A sound table gives its functions, and nil for those it does not have`(name: String) throws {
    let table = try table(name)
    #expect(table.resume == nil && table.cancel == nil && table.health == nil && table.drain == nil)
    #expect(table.getExtension == nil)
    #expect(table.abiMinor == 0)
  }

  @Test func `Every function arrives at its own place`() throws {
    let table = try table("all-functions")
    let agent = OpaquePointer(try #require(UnsafeRawPointer(bitPattern: 8)))
    var report = rh_health(struct_size: 24, state: 0, message_capacity: 0, reserved: 0, message: Self.noText)
    let (health, drain) = (try #require(table.health), try #require(table.drain))
    #expect(health(agent, &report) == RH_OK)
    #expect(report.state == RH_DEGRADED)
    #expect(drain(agent, 1) == RH_OK)
    let getExtension = try #require(table.getExtension)
    #expect(getExtension("x") != nil && getExtension("y") == nil)
    let (resume, cancel) = (try #require(table.resume), try #require(table.cancel))
    resume(agent, 1)
    cancel(agent, 1)
  }

  @Test(arguments: [
    ("null-table", "returns NULL from roundhouse_plugin_v1"),
    ("wild-table", "returns a table at an address where none can be"),
    ("crooked-table", "returns a table at an address where none can be"),
    ("short-table", "has a table of 32 bytes, too short for create, destroy and invoke (40)"),
    ("huge-table", "says that its table has 1048576 bytes, which cannot be"),
    ("version-999", "needs a newer host: ABI 1.999, this host speaks 1.0"),
    ("null-create", "has no create: its table says NULL"), ("null-destroy", "has no destroy: its table says NULL"),
    ("null-invoke", "has no invoke: its table says NULL"),
    ("wild-invoke", "says that its invoke is at an address where nothing is"),
  ])
  func `A defective table is refused with one clear line`(name: String, message: String) throws {
    let error = #expect(throws: RoundhouseError.self) { try table(name) }
    #expect(error?.code == .invalidManifest)
    #expect(error?.message.hasSuffix("lib\(name).so \(message)") == true, "\(error?.message ?? "")")
    #expect(error?.remedy.isEmpty == false)
    #expect(error?.path.isEmpty == false)
  }

  @Test func `A library without the entry is refused by the table too`() throws {
    let path = try FixtureBuilder.build("no-entry")
    let library = try SharedLibrary(opening: path, path: path, sha256: "")
    let error = #expect(throws: RoundhouseError.self) { try AgentTable(library) }
    #expect(error?.message == "\(path) does not export roundhouse_plugin_v1")
  }

  private nonisolated(unsafe) static let noText = UnsafeMutablePointer<CChar>.allocate(capacity: 1)

  private func table(_ name: String) throws -> AgentTable {
    let path = try FixtureBuilder.build(name)
    let cut = path.lastIndex(of: "/") ?? path.startIndex
    let reference = LibraryReference(path: String(path[path.index(after: cut)...]))
    return try AgentTable(ImageStore().load(reference, in: String(path[..<cut]), kind: .native))
  }
}
