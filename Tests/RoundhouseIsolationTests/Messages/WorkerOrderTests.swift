import RoundhouseModel
import Testing

@testable import RoundhouseIsolation

@Suite struct WorkerOrderTests {
  private static let order = WorkerOrder(
    capacity: 4096, id: "acme.agent", version: "1.2.3", folder: "/a/\"folder\"", manifestPath: "/a/agent.json",
    kind: .ffi, concurrency: 7, isBlocking: true, replyLimit: 1 << 20, mayCall: ["text.*", "ünï.code"], depth: 16,
    config: Array(#"{"key": "value\n"}"#.utf8), library: "lib.so", isSystemLibrary: true, sha256: "abc",
    companions: ["one.so", "two.so"], manifest: Array("{}".utf8), sandbox: Array(#"{"x": 1}"#.utf8))

  @Test func `an order comes back as it was`() throws {
    #expect(try WorkerOrder(bytes: Self.order.bytes) == Self.order)
  }

  @Test func `an order of another build is refused, and says of which`() {
    var other = Self.order
    other.release = "9.9.9"
    #expect(throws: RoundhouseError.self) { try WorkerOrder(bytes: other.bytes) }
    other = Self.order
    other.layout += 1
    do throws(RoundhouseError) {
      _ = try WorkerOrder(bytes: other.bytes)
      Issue.record("it was read")
    } catch {
      #expect(error.code == .internal && error.message.contains("another version"))
    }
  }

  @Test(arguments: ["", "{", "[]", "{}", "7", "\u{0}"])
  func `what is no order is refused`(_ text: String) {
    #expect(throws: RoundhouseError.self) { try WorkerOrder(bytes: Array(text.utf8)) }
  }

  @Test(arguments: ["capacity", "kind"]) func `an order without its parts is refused`(_ key: String) {
    let text = String(decoding: Self.order.bytes, as: UTF8.self)
    let other = text.replacing("\"\(key)\"", with: "\"x\(key)\"")
    #expect(other != text)
    #expect(throws: RoundhouseError.self) { try WorkerOrder(bytes: Array(other.utf8)) }
  }
}
