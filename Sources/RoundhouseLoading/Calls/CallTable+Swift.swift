internal import CRoundhouse
package import RoundhouseModel

// Completions by agents that are Swift code of this process: ffi agents and built-in ones.
extension CallTable {
  /// Completes a call with bytes.
  package static func succeed(
    _ token: UInt64, _ payload: UnsafeRawBufferPointer, contentType: StaticString = "", instance: UInt64,
    _ services: any AgentServices
  ) {
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    reply.payload = rh_bytes(data: payload.baseAddress, size: UInt64(payload.count))
    reply.content_type = rh_string(
      data: UnsafeRawPointer(contentType.utf8Start).assumingMemoryBound(to: CChar.self),
      size: UInt64(contentType.utf8CodeUnitCount))
    _ = complete(token, &reply, instance: instance, slots, services)
  }

  /// Completes a call with an error.
  package static func fail(
    _ token: UInt64, _ error: RoundhouseError, instance: UInt64, _ services: any AgentServices
  ) {
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    reply.status = StatusCode.status(of: error.code)
    reply.retryable = error.isRetryable ? 1 : 0
    reply.not_started = error.hasStarted ? 0 : 1
    var message = error.description
    var code = error.agentCode
    message.withUTF8 { message in
      code.withUTF8 { code in
        reply.message = rh_string(
          data: UnsafeRawPointer(message.baseAddress)?.assumingMemoryBound(to: CChar.self), size: UInt64(message.count))
        reply.error_code = rh_string(
          data: UnsafeRawPointer(code.baseAddress)?.assumingMemoryBound(to: CChar.self), size: UInt64(code.count))
        _ = complete(token, &reply, instance: instance, slots, services)
      }
    }
  }
}
