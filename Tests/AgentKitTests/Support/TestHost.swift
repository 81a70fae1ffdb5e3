import AgentKit
import CRoundhouse
import Foundation

/// A host for one agent that keeps the rules of `roundhouse.h` and notes who breaks them.
final class TestHost: Sendable {
  struct Key: Hashable {
    let scope: Int32
    let space: String
    let key: String
  }

  struct Book {
    var calls: [rh_call: OpenCall] = [:]
    var lastToken: rh_call = 0
    var values: [Key: (bytes: [UInt8], version: UInt64)] = [:]
    var lastVersion: UInt64 = 0
    /// So many commits meet a conflict that nobody made.
    var conflicts = 0
    /// What state functions refuse with, if not `RH_OK`.
    var refusal = RH_OK
    var routes: [String: TestHost] = [:]
    var log: [String] = []
    var metrics: [String] = []
    var announced: [String] = []
    var misbehaviour: [String] = []
    var drainStatus: Int32 = 0
  }

  struct OpenCall {
    let memory: RequestMemory
    let question: Question
    let done: @Sendable (Answer) -> Void
    var chunks: [String] = []
    /// Chunks that are taken before the agent must wait.
    var room: Int
    let makesRoom: Bool
    var stalls = 0
    var isCancelled = false
  }

  // NSLock rather than Mutex: Thread Sanitizer sees its order.
  nonisolated(unsafe) private var book = Book()
  private let lock = NSLock()
  let thread = HostThread()
  nonisolated(unsafe) let table = UnsafeMutablePointer<rh_host>.allocate(capacity: 1)
  nonisolated(unsafe) let plugin: UnsafePointer<rh_plugin>
  nonisolated(unsafe) private(set) var agent: OpaquePointer?
  private let configuration: RequestMemory

  /// What `create` told when it refused.
  struct Refusal: Error, Equatable {
    let status: Int32
    let message: String
  }

  init(
    _ plugin: UnsafePointer<rh_plugin>, config: String = "{}", folder: String = "/agents/test", hostSize: Int? = nil,
    configSize: Int? = nil, room: Int = 128
  ) throws {
    self.plugin = plugin
    var question = Question(config, "")
    question.contentType = "test.agent"
    question.caller = "1.2.3"
    question.principal = folder
    configuration = RequestMemory(question, deadline: 0)
    table.initialize(to: TestHost.table)
    table.pointee.struct_size = UInt32(hostSize ?? MemoryLayout<rh_host>.size)
    table.pointee.instance = UInt64(UInt(bitPattern: Unmanaged.passUnretained(self).toOpaque()))
    try create(messageCapacity: room, configSize: configSize)
  }

  deinit { table.deallocate() }

  private func create(messageCapacity: Int, configSize: Int?) throws {
    let texts = configuration.request.pointee
    var config = rh_agent_config(
      struct_size: UInt32(MemoryLayout<rh_agent_config>.size), concurrency: 8, agent_id: texts.content_type,
      version: texts.caller, folder: texts.principal,
      config: rh_bytes(data: texts.capability.data, size: texts.capability.size))
    if let configSize { withUnsafeMutablePointer(to: &config) { $0.cut(to: configSize) } }
    try withUnsafeTemporaryAllocation(of: CChar.self, capacity: messageCapacity) { message in
      message.initialize(repeating: 0x78)
      var error = rh_error(
        struct_size: UInt32(MemoryLayout<rh_error>.size), message_capacity: UInt32(messageCapacity),
        message: message.baseAddress!)
      let status = plugin.pointee.create(table, &config, &agent, &error)
      guard status == RH_OK else { throw Refusal(status: status, message: String(cString: message.baseAddress!)) }
    }
  }

  /// Reads or changes what the host has noted.
  func withBook<Answer: Sendable>(_ body: (inout Book) -> Answer) -> Answer {
    lock.withLock { body(&book) }
  }

  static func of(_ host: UnsafePointer<rh_host>) -> TestHost {
    Unmanaged<TestHost>.fromOpaque(UnsafeRawPointer(bitPattern: UInt(host.pointee.instance))!).takeUnretainedValue()
  }

  static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
