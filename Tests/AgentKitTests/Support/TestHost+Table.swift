import AgentKit
import CRoundhouse
import Foundation

extension String {
  init(_ text: rh_string) {
    self.init(decoding: UnsafeRawBufferPointer(start: text.data, count: Int(text.size)), as: UTF8.self)
  }

  init(_ bytes: rh_bytes) {
    self.init(decoding: UnsafeRawBufferPointer(start: bytes.data, count: Int(bytes.size)), as: UTF8.self)
  }
}

extension [UInt8] {
  init(_ bytes: rh_bytes) { self.init(UnsafeRawBufferPointer(start: bytes.data, count: Int(bytes.size))) }
}

extension TestHost {
  /// The host's functions. Each finds its host by the number in the table.
  static var table: rh_host {
    rh_host(
      struct_size: UInt32(MemoryLayout<rh_host>.size),
      abi_minor: RH_ABI_MINOR,
      instance: 0,
      emit: { TestHost.of($0).take($1, String($2)) },
      emit_wait: { _, _, _ in RH_UNSUPPORTED },
      complete: { host, token, reply in
        TestHost.of(host).finish(token, Answer(reply.pointee))
        return RH_OK
      },
      cancelled: { host, token in
        TestHost.of(host).withBook { $0.calls[token]?.isCancelled ?? true } ? 1 : 0
      },
      log: { host, token, level, message in
        let line = "\(level) \(token == RH_NO_CALL ? "" : "call ")\(String(message))"
        TestHost.of(host).withBook { $0.log.append(line) }
      },
      metric: { host, kind, name, value in
        let name = String(name)
        guard name == name.lowercased() else { return RH_BAD_REQUEST }
        TestHost.of(host).withBook { $0.metrics.append("\(kind) \(name) \(value)") }
        return RH_OK
      },
      config: { host, pointer, value in
        guard String(pointer) == "/limits/daily" else { return RH_NOT_FOUND }
        value.pointee = rh_bytes(data: UnsafeRawPointer(TestHost.seventeen.utf8Start), size: 2)
        return RH_OK
      },
      now: { _ in TestHost.now() },
      wall_clock: { _ in 1_750_000_000_000_000_000 },
      kv_get: { TestHost.of($0).get($1, $2, String($3), $4, UInt(bitPattern: $5)) },
      kv_commit: { host, call, operations, count, done, user in
        let operations = Array(UnsafeBufferPointer(start: operations, count: Int(count))).map(Operation.init)
        return TestHost.of(host).commit(call, operations, done, UInt(bitPattern: user))
      },
      call: { host, parent, outgoing, done, user in
        TestHost.of(host).ask(parent, outgoing.pointee, done, UInt(bitPattern: user))
      },
      kv_get_wait: { _, _, _, _, _, _ in RH_UNSUPPORTED },
      kv_commit_wait: { _, _, _, _, _, _ in RH_UNSUPPORTED },
      call_wait: { _, _, _, _, _ in RH_UNSUPPORTED },
      get_extension: { _, id in
        String(cString: id) == RH_EXT_CAPABILITIES ? UnsafeRawPointer(TestHost.capabilities) : nil
      })
  }

  private static let seventeen: StaticString = "17"

  nonisolated(unsafe) private static let capabilities: UnsafePointer<rh_capabilities> = {
    let table = UnsafeMutablePointer<rh_capabilities>.allocate(capacity: 1)
    table.initialize(
      to: rh_capabilities(
        struct_size: UInt32(MemoryLayout<rh_capabilities>.size), reserved: 0,
        announce: { host, declaration in
          let text = String(declaration)
          guard text.contains("\"text.") else { return RH_PERMISSION_DENIED }
          TestHost.of(host).withBook { $0.announced.append(text) }
          return RH_OK
        },
        withdraw: { host, capability in
          let name = String(capability)
          return TestHost.of(host).withBook { book in
            guard book.announced.contains(where: { $0.contains(name) }) else { return RH_UNKNOWN_CAPABILITY }
            book.announced.removeAll { $0.contains(name) }
            return RH_OK
          }
        }))
    return UnsafePointer(table)
  }()

  private func take(_ token: rh_call, _ chunk: String) -> rh_status {
    let (status, wantsRoom) = withBook { book -> (rh_status, Bool) in
      guard var call = book.calls[token] else {
        book.misbehaviour.append("emitted for \(token), which is not open")
        return (RH_MISBEHAVED, false)
      }
      defer { book.calls[token] = call }
      if call.isCancelled { return (RH_CANCELLED, false) }
      if call.room == 0 {
        call.stalls += 1
        return (RH_AGAIN, call.makesRoom)
      }
      call.room -= 1
      call.chunks.append(chunk)
      return (RH_OK, false)
    }
    if wantsRoom { makeRoom(token) }
    return status
  }
}

extension Answer {
  init(_ reply: rh_reply) {
    self.init(
      status: reply.status, payload: Array(reply.payload), contentType: String(reply.content_type),
      code: String(reply.error_code), message: String(reply.message), isRetryable: reply.retryable != 0,
      isNotStarted: reply.not_started != 0,
      usage: Usage(
        inputTokens: reply.input_tokens, outputTokens: reply.output_tokens, costMicros: reply.cost_micros,
        confidence: reply.confidence))
  }
}
