// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

/// The host's table for one instance, with a copy of what the host told at its creation.
///
/// The table is the host's and lives until `destroy`; every function of it that is used here may be called on any thread.
final class HostLink: Sendable {
  /// The call to name where none applies.
  static let noCall: rh_call = RH_NO_CALL

  let agentID: String
  let agentVersion: String
  let folder: String
  let concurrency: Int
  let configuration: [UInt8]
  // Constant while the instance lives; the host's functions are safe on any thread.
  nonisolated(unsafe) let table: UnsafePointer<rh_host>

  init(_ table: UnsafePointer<rh_host>, _ config: rh_agent_config) throws(AgentError) {
    guard table.pointee.struct_size >= MemoryLayout<rh_host>.size else {
      throw AgentError(.unsupported, "the host's table has \(table.pointee.struct_size) bytes, version 1.0 has more")
    }
    self.table = table
    agentID = String(config.agent_id)
    agentVersion = String(config.version)
    folder = String(config.folder)
    concurrency = Int(config.concurrency)
    // A host that says nothing of it means the default.
    configuration = config.config.size == 0 ? Array("{}".utf8) : Array(config.config)
  }

  var now: UInt64 { table.pointee.now(table) }
  var wallClock: Int64 { table.pointee.wall_clock(table) }

  func isCancelled(_ token: rh_call) -> Bool { table.pointee.cancelled(table, token) != 0 }

  /// Hands over a chunk, which the host copies.
  func emit(_ token: rh_call, _ bytes: [UInt8]) -> rh_status {
    bytes.withUnsafeBytes { table.pointee.emit(table, token, rh_bytes($0)) }
  }

  func log(_ level: LogLevel, _ message: String, token: rh_call) {
    TextBlock(message).withStrings { table.pointee.log(table, token, level.rawValue, $0[0]) }
  }

  func metric(_ kind: MetricKind, _ name: String, _ value: Double) throws(AgentError) {
    let status = TextBlock(name).withStrings { table.pointee.metric(table, kind.rawValue, $0[0], value) }
    guard status == RH_OK else { throw AgentError(host: status, "the host did not take the metric \(name)") }
  }

  /// A copy of the text at a JSON Pointer.
  func configuration(at pointer: String) -> [UInt8]? {
    var value = rh_bytes()
    let status = TextBlock(pointer).withStrings { table.pointee.config(table, $0[0], &value) }
    return status == RH_OK ? Array(value) : nil
  }

  /// Ends a call. What is handed over is copied by the host before it returns.
  func complete(_ token: rh_call, _ outcome: Outcome) {
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    switch outcome {
    case .reply(let answer):
      reply.usage = answer.usage
      TextBlock(answer.contentType).withStrings { texts in
        reply.content_type = texts[0]
        answer.payload.withUnsafeBytes { payload in
          reply.payload = rh_bytes(payload)
          _ = table.pointee.complete(table, token, &reply)
        }
      }
    case .failure(let error):
      // An agent cannot fail with "ok" or "again".
      reply.status = error.status.rawValue < 0 ? error.status.rawValue : RH_AGENT_ERROR
      reply.retryable = error.isRetryable ? 1 : 0
      reply.not_started = error.isNotStarted ? 1 : 0
      TextBlock(error.agentCode, error.message).withStrings { texts in
        reply.error_code = texts[0]
        reply.message = texts[1]
        _ = table.pointee.complete(table, token, &reply)
      }
    }
  }
}
