import AgentKit
import CRoundhouse
import Foundation
import Synchronization
import Testing

@Suite("State across replacement", .timeLimit(.minutes(1))) struct HandoverTests {
  /// Counts its calls, and keeps the count.
  final class Counter: StatefulAgent {
    private let count = Mutex(0)
    private let isStubborn: Bool

    init(_ host: HostServices) { isStubborn = host.configuration.count > 2 }

    func respond(to call: Call) async throws -> Reply {
      Reply(Array("\(count.withLock { $0 += 1; return $0 })".utf8))
    }

    func saveState() async throws -> [UInt8] {
      await Task.yield()
      if isStubborn { throw AgentError(.overloaded, "will not say") }
      return Array("\(count.withLock { $0 })".utf8)
    }

    func loadState(_ state: [UInt8]) async throws {
      guard let number = Int(String(decoding: state, as: UTF8.self)), !isStubborn else {
        throw AgentError(.badRequest, "no count")
      }
      count.withLock { $0 = number }
    }
  }

  private static func table(_ host: TestHost) throws -> rh_state {
    let find = try #require(host.plugin.pointee.get_extension)
    #expect(find("roundhouse.other/1") == nil)
    return try #require(find(RH_EXT_STATE)).load(as: rh_state.self)
  }

  /// On a thread of its own, as the host does it.
  private static func onThread<Answer: Sendable>(_ body: @escaping @Sendable () -> Answer) async -> Answer {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread { continuation.resume(returning: body()) }
    }
  }

  private static func save(_ host: TestHost) async throws -> (Int32, String) {
    let (table, agent) = (try table(host), UInt(bitPattern: host.agent))
    return await onThread {
      var text: [UInt8] = []
      let status = withUnsafeMutablePointer(to: &text) { text in
        table.save(OpaquePointer(bitPattern: agent)!, text) { writer, chunk in
          writer!.assumingMemoryBound(to: [UInt8].self).pointee +=
            UnsafeRawBufferPointer(start: chunk.data, count: Int(chunk.size))
          return RH_OK
        }
      }
      return (status, String(decoding: text, as: UTF8.self))
    }
  }

  private static func load(_ host: TestHost, _ state: String) async throws -> Int32 {
    let (table, agent) = (try table(host), UInt(bitPattern: host.agent))
    return await onThread {
      Array(state.utf8).withUnsafeBytes { bytes in
        table.load(
          OpaquePointer(bitPattern: agent)!, rh_bytes(data: bytes.baseAddress, size: UInt64(bytes.count)))
      }
    }
  }

  @Test("the next generation begins with what the one before has saved")
  func handover() async throws {
    let old = try TestHost(AgentExport.plugin(Counter.self))
    for _ in 0..<3 { _ = await old.call("any") }
    #expect(await old.drain() == RH_OK)
    let (status, state) = try await Self.save(old)
    #expect(status == RH_OK && state == "3")
    let new = try TestHost(AgentExport.plugin(Counter.self))
    #expect(try await Self.load(new, state) == RH_OK)
    #expect(await new.call("any").text == "4")
    await old.destroy()
    await new.destroy()
  }

  @Test("an error of either function reaches the host as its status, and its words the log")
  func refusal() async throws {
    let stubborn = try TestHost(AgentExport.plugin(Counter.self), config: "{\"stubborn\":1}")
    #expect(try await Self.save(stubborn).0 == RH_OVERLOADED)
    #expect(try await Self.load(stubborn, "3") == RH_BAD_REQUEST)
    #expect(stubborn.withBook { $0.log } == ["3 saveState failed: will not say", "3 loadState failed: no count"])
    await stubborn.destroy()
  }

  @Test("an agent without state has no such table")
  func none() async throws {
    let host = try TestHost(AgentExport.plugin(ExportTests.Echo.self))
    #expect(host.plugin.pointee.get_extension == nil)
    await host.destroy()
  }
}
