internal import CPlatform
internal import CRoundhouse
internal import RoundhouseModel

// Calls from an agent to another capability.
extension HostFunctions {
  static func call(
    _ host: UnsafePointer<rh_host>, _ parent: rh_call, _ outgoing: UnsafePointer<rh_outgoing>,
    _ done: @escaping rh_on_reply, _ user: UnsafeMutableRawPointer?
  ) -> rh_status {
    guard let services = HostTable.behind(host).pointee.services else { return RH_MISBEHAVED }
    guard let outgoing = OutgoingCall(outgoing) else { return RH_BAD_REQUEST }
    nonisolated(unsafe) let user = user
    return status { () throws(RoundhouseError) in
      try services.call(outgoing, parent: parent) { result in
        services.schedule { tell(result, done, user) }
      }
    }
  }

  static func callWaiting(
    _ host: UnsafePointer<rh_host>, _ parent: rh_call, _ outgoing: UnsafePointer<rh_outgoing>,
    _ done: @escaping rh_on_reply, _ user: UnsafeMutableRawPointer?
  ) -> rh_status {
    let block = HostTable.behind(host)
    guard mayWait(block, parent), let services = block.pointee.services else { return RH_UNSUPPORTED }
    guard let outgoing = OutgoingCall(outgoing) else { return RH_BAD_REQUEST }
    let promise = Promise<Payload>()
    let started = status { () throws(RoundhouseError) in
      try services.call(outgoing, parent: parent) { promise.fulfil($0) }
    }
    guard started == RH_OK else { return started }
    tell(promise.wait(until: deadline(parent)), done, user)
    return RH_OK
  }

  /// Until when a waiting function may wait: the call's own deadline, or 30 s outside of any call.
  static func deadline(_ call: rh_call) -> Nanoseconds {
    CallTable.context(of: call)?.deadline ?? platform_now() + .seconds(30)
  }

  private static func tell(
    _ result: Result<Payload, RoundhouseError>, _ done: rh_on_reply, _ user: UnsafeMutableRawPointer?
  ) {
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    switch result {
    case .success(let payload):
      reply.input_tokens = payload.usage.inputTokens
      reply.output_tokens = payload.usage.outputTokens
      reply.cost_micros = payload.usage.costMicros
      reply.confidence = payload.usage.confidence
      var type = payload.contentType
      type.withUTF8 { type in
        reply.content_type = rh_string(type)
        payload.bytes.withUnsafeBytes {
          reply.payload = rh_bytes(data: $0.baseAddress, size: UInt64($0.count))
          done(user, &reply)
        }
      }
    case .failure(let error):
      reply.status = StatusCode.status(of: error.code)
      reply.retryable = error.isRetryable ? 1 : 0
      reply.not_started = error.hasStarted ? 0 : 1
      var message = error.description
      var code = error.agentCode.isEmpty ? error.code.rawValue : error.agentCode
      message.withUTF8 { message in
        code.withUTF8 { code in
          reply.message = rh_string(message)
          reply.error_code = rh_string(code)
          done(user, &reply)
        }
      }
    }
  }
}

extension rh_string {
  init(_ text: UnsafeBufferPointer<UInt8>) {
    self.init(
      data: UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self), size: UInt64(text.count))
  }
}

extension OutgoingCall {
  /// Copies an agent's request; nil if it cannot be one.
  fileprivate init?(_ pointer: UnsafePointer<rh_outgoing>) {
    var copy = rh_outgoing()
    let size = Int(pointer.pointee.struct_size)
    memcpy(&copy, pointer, min(size, MemoryLayout<rh_outgoing>.size))
    guard size >= 56, copy.capability.size <= 256, let payload = [UInt8](copy.payload) else { return nil }
    self.init(
      capability: String(copy.capability, limit: 256), version: copy.capability_version, payload: payload,
      contentType: String(copy.content_type, limit: 256), timeout: copy.timeout_ns,
      agent: String(copy.agent, limit: 256), idempotencyKey: String(copy.idempotency_key, limit: 512))
  }
}
