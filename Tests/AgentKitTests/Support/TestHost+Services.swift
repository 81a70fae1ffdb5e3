import AgentKit
import CRoundhouse

/// One part of a commit, copied out of the agent's memory.
struct Operation: Sendable {
  let kind: Int32
  let scope: Int32
  let key: String
  let value: [UInt8]
  let expected: UInt64

  init(_ operation: rh_kv_operation) {
    kind = operation.kind
    scope = operation.scope
    key = String(operation.key)
    value = Array(operation.value)
    expected = operation.expected_version
  }
}

// Answers come on the host's thread. `user` travels as a number: it is the agent's, and only handed back.
extension TestHost {
  func get(_ call: rh_call, _ scope: Int32, _ key: String, _ done: rh_on_value, _ user: UInt) -> rh_status {
    let refusal = withBook { $0.refusal }
    guard refusal == RH_OK else { return refusal }
    guard let place = place(call, scope, key) else { return RH_BAD_REQUEST }
    thread.run { [self] in
      let value = withBook { $0.values[place] }
      let user = UnsafeMutableRawPointer(bitPattern: user)
      guard let value else { return done(user, RH_NOT_FOUND, rh_bytes(), 0) }
      value.bytes.withUnsafeBytes {
        done(user, RH_OK, rh_bytes(data: $0.baseAddress, size: UInt64($0.count)), value.version)
      }
    }
    return RH_OK
  }

  func commit(_ call: rh_call, _ operations: [Operation], _ done: rh_on_commit, _ user: UInt) -> rh_status {
    let refusal = withBook { $0.refusal }
    guard refusal == RH_OK else { return refusal }
    let places = operations.map { place(call, $0.scope, $0.key) }
    guard !places.contains(nil), operations.count <= 256 else { return RH_BAD_REQUEST }
    thread.run { [self] in
      let (status, version) = withBook { $0.commit(operations, places.map { $0! }) }
      done(UnsafeMutableRawPointer(bitPattern: user), status, version)
    }
    return RH_OK
  }

  func ask(_ parent: rh_call, _ outgoing: rh_outgoing, _ done: rh_on_reply, _ user: UInt) -> rh_status {
    var question = Question(String(outgoing.capability), String(outgoing.payload))
    question.version = outgoing.capability_version
    question.contentType = String(outgoing.content_type)
    question.idempotencyKey = String(outgoing.idempotency_key)
    if outgoing.timeout_ns > 0 { question.timeout = .nanoseconds(Int64(outgoing.timeout_ns)) }
    let target = withBook { book in
      question.principal = book.calls[parent]?.question.principal ?? ""
      question.depth = book.calls[parent].map { $0.question.depth + 1 } ?? 0
      return book.routes[question.capability]
    }
    guard let target else { return RH_PERMISSION_DENIED }
    thread.run { [thread, question] in
      target.begin(question) { answer in
        thread.run { answer.hand(to: done, UnsafeMutableRawPointer(bitPattern: user)) }
      }
    }
    return RH_OK
  }

  private func place(_ call: rh_call, _ scope: Int32, _ key: String) -> Key? {
    guard 1...512 ~= key.utf8.count else { return nil }
    let question = withBook { $0.calls[call]?.question }
    switch scope {
    case RH_SCOPE_AGENT: return Key(scope: scope, space: "", key: key)
    case RH_SCOPE_PRINCIPAL: return question.map { Key(scope: scope, space: $0.principal, key: key) }
    case RH_SCOPE_SESSION:
      guard let question, !question.session.isEmpty else { return nil }
      return Key(scope: scope, space: question.session, key: key)
    default: return nil
    }
  }
}

extension TestHost.Book {
  fileprivate mutating func commit(_ operations: [Operation], _ places: [TestHost.Key]) -> (rh_status, UInt64) {
    if conflicts > 0 {
      conflicts -= 1
      return (RH_CONFLICT, 0)
    }
    for (operation, place) in zip(operations, places) where operation.expected != .max {
      if operation.expected != values[place]?.version ?? 0 { return (RH_CONFLICT, 0) }
    }
    lastVersion += 1
    for (operation, place) in zip(operations, places) {
      if operation.kind == RH_KV_PUT { values[place] = (operation.value, lastVersion) }
      if operation.kind == RH_KV_DELETE { values[place] = nil }
    }
    return (RH_OK, lastVersion)
  }
}

extension Answer {
  /// Lends the answer to a call-back, chunks joined.
  fileprivate func hand(to done: rh_on_reply, _ user: UnsafeMutableRawPointer?) {
    let joined = Array(chunks.joined().utf8) + payload
    var reply = rh_reply()
    reply.struct_size = UInt32(MemoryLayout<rh_reply>.size)
    reply.status = status
    reply.retryable = isRetryable ? 1 : 0
    reply.not_started = isNotStarted ? 1 : 0
    reply.input_tokens = usage.inputTokens
    reply.output_tokens = usage.outputTokens
    reply.cost_micros = usage.costMicros
    reply.confidence = usage.confidence
    joined.withUnsafeBytes { payload in
      reply.payload = rh_bytes(data: payload.baseAddress, size: UInt64(payload.count))
      Array(code.utf8).withUnsafeBytes { code in
        reply.error_code = rh_string(code)
        Array(message.utf8).withUnsafeBytes { message in
          reply.message = rh_string(message)
          Array(contentType.utf8).withUnsafeBytes { contentType in
            reply.content_type = rh_string(contentType)
            done(user, &reply)
          }
        }
      }
    }
  }
}

extension rh_string {
  fileprivate init(_ bytes: UnsafeRawBufferPointer) {
    self.init(data: bytes.baseAddress?.assumingMemoryBound(to: CChar.self), size: UInt64(bytes.count))
  }
}
