import CRoundhouse
import FixtureBuilder
import Testing

/// The binary layout of the ABI, which never changes, as Swift's importer sees it.
struct LayoutTests {
  @Test func `The layout is the golden one for Swift`() throws {
    #expect(try LayoutTests.golden() == LayoutTests.imported)
  }

  /// The lines of the golden file of version 1.0.
  static func golden() throws -> [String] {
    let text = try TemporaryFolder.read("\(FixtureBuilder.repository)/sdk/c/layout/abi-1.0.txt")
    return String(decoding: text, as: UTF8.self).split(separator: "\n").map(String.init)
  }

  private static let imported: [String] = [
    layout(
      "rh_string",
      [
        ("data", \rh_string.data), ("size", \rh_string.size),
      ]),
    layout(
      "rh_bytes",
      [
        ("data", \rh_bytes.data), ("size", \rh_bytes.size),
      ]),
    layout(
      "rh_error",
      [
        ("struct_size", \rh_error.struct_size), ("message_capacity", \rh_error.message_capacity),
        ("message", \rh_error.message),
      ]),
    layout(
      "rh_agent_config",
      [
        ("struct_size", \rh_agent_config.struct_size), ("concurrency", \rh_agent_config.concurrency),
        ("agent_id", \rh_agent_config.agent_id), ("version", \rh_agent_config.version),
        ("folder", \rh_agent_config.folder), ("config", \rh_agent_config.config),
      ]),
    layout(
      "rh_request",
      [
        ("struct_size", \rh_request.struct_size), ("capability_version", \rh_request.capability_version),
        ("capability", \rh_request.capability), ("content_type", \rh_request.content_type),
        ("payload", \rh_request.payload), ("deadline_ns", \rh_request.deadline_ns),
        ("idempotency_key", \rh_request.idempotency_key), ("trace_high", \rh_request.trace_high),
        ("trace_low", \rh_request.trace_low), ("span_id", \rh_request.span_id), ("caller", \rh_request.caller),
        ("principal", \rh_request.principal), ("session", \rh_request.session), ("run_key", \rh_request.run_key),
        ("wants_chunks", \rh_request.wants_chunks), ("depth", \rh_request.depth),
      ]),
    layout(
      "rh_reply",
      [
        ("struct_size", \rh_reply.struct_size), ("status", \rh_reply.status), ("content_type", \rh_reply.content_type),
        ("payload", \rh_reply.payload), ("error_code", \rh_reply.error_code), ("message", \rh_reply.message),
        ("retryable", \rh_reply.retryable), ("not_started", \rh_reply.not_started),
        ("input_tokens", \rh_reply.input_tokens), ("output_tokens", \rh_reply.output_tokens),
        ("cost_micros", \rh_reply.cost_micros), ("confidence", \rh_reply.confidence),
      ]),
    layout(
      "rh_health",
      [
        ("struct_size", \rh_health.struct_size), ("state", \rh_health.state),
        ("message_capacity", \rh_health.message_capacity), ("reserved", \rh_health.reserved),
        ("message", \rh_health.message),
      ]),
    layout(
      "rh_plugin",
      [
        ("struct_size", \rh_plugin.struct_size), ("abi_minor", \rh_plugin.abi_minor),
        ("abi_minor_min", \rh_plugin.abi_minor_min), ("reserved", \rh_plugin.reserved), ("create", \rh_plugin.create),
        ("destroy", \rh_plugin.destroy), ("invoke", \rh_plugin.invoke), ("resume", \rh_plugin.resume),
        ("cancel", \rh_plugin.cancel), ("health", \rh_plugin.health), ("drain", \rh_plugin.drain),
        ("get_extension", \rh_plugin.get_extension),
      ]),
    layout(
      "rh_kv_operation",
      [
        ("kind", \rh_kv_operation.kind), ("scope", \rh_kv_operation.scope), ("key", \rh_kv_operation.key),
        ("value", \rh_kv_operation.value), ("expected_version", \rh_kv_operation.expected_version),
      ]),
    layout(
      "rh_outgoing",
      [
        ("struct_size", \rh_outgoing.struct_size), ("capability_version", \rh_outgoing.capability_version),
        ("capability", \rh_outgoing.capability), ("content_type", \rh_outgoing.content_type),
        ("payload", \rh_outgoing.payload), ("timeout_ns", \rh_outgoing.timeout_ns), ("agent", \rh_outgoing.agent),
        ("idempotency_key", \rh_outgoing.idempotency_key),
      ]),
    layout(
      "rh_host",
      [
        ("struct_size", \rh_host.struct_size), ("abi_minor", \rh_host.abi_minor), ("instance", \rh_host.instance),
        ("emit", \rh_host.emit), ("emit_wait", \rh_host.emit_wait), ("complete", \rh_host.complete),
        ("cancelled", \rh_host.cancelled), ("log", \rh_host.log), ("metric", \rh_host.metric),
        ("config", \rh_host.config), ("now", \rh_host.now), ("wall_clock", \rh_host.wall_clock),
        ("kv_get", \rh_host.kv_get), ("kv_commit", \rh_host.kv_commit), ("call", \rh_host.call),
        ("kv_get_wait", \rh_host.kv_get_wait), ("kv_commit_wait", \rh_host.kv_commit_wait),
        ("call_wait", \rh_host.call_wait), ("get_extension", \rh_host.get_extension),
      ]),
    layout(
      "rh_capabilities",
      [
        ("struct_size", \rh_capabilities.struct_size), ("reserved", \rh_capabilities.reserved),
        ("announce", \rh_capabilities.announce), ("withdraw", \rh_capabilities.withdraw),
      ]),
    layout(
      "rh_state",
      [
        ("struct_size", \rh_state.struct_size), ("reserved", \rh_state.reserved), ("save", \rh_state.save),
        ("load", \rh_state.load),
      ]),
  ].flatMap(\.self)

  /// The lines of one struct.
  private static func layout<T>(_ name: String, _ fields: [(String, PartialKeyPath<T>)]) -> [String] {
    ["\(name) size \(MemoryLayout<T>.size)"]
      + fields.map { "\(name).\($0.0) \(MemoryLayout<T>.offset(of: $0.1) ?? -1)" }
  }
}
