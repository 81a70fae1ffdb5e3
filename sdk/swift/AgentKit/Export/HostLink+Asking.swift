// SPDX-License-Identifier: Apache-2.0
internal import CRoundhouse

extension HostLink {
  /// Asks another capability and suspends until its reply has come.
  func ask(
    _ capability: String, _ payload: [UInt8], _ options: AskOptions, parent: rh_call
  ) async throws -> Reply {
    let pending = Pending<Result<Reply, AgentError>>()
    let outcome = await pending.wait { user in
      self.start(capability, payload, options, parent, user)
    } refused: { status in
      .failure(AgentError(host: status, "the host did not pass on a call of \(capability)", isNotStarted: true))
    }
    return try outcome.get()
  }

  private func start(
    _ capability: String, _ payload: [UInt8], _ options: AskOptions, _ parent: rh_call, _ user: UnsafeMutableRawPointer
  ) -> rh_status {
    var outgoing = rh_outgoing()
    outgoing.struct_size = UInt32(MemoryLayout<rh_outgoing>.size)
    outgoing.capability_version = options.version
    outgoing.timeout_ns = options.timeout.map(\.wholeNanoseconds) ?? 0
    return TextBlock(capability, options.contentType, options.agent, options.idempotencyKey).withStrings { texts in
      outgoing.capability = texts[0]
      outgoing.content_type = texts[1]
      outgoing.agent = texts[2]
      outgoing.idempotency_key = texts[3]
      return payload.withUnsafeBytes { payload in
        outgoing.payload = rh_bytes(payload)
        return table.pointee.call(table, parent, &outgoing, onReply, user)
      }
    }
  }
}

/// The host's answer to a call of ours: an instance thread of the host; the reply is the host's and is copied.
private let onReply: rh_on_reply = { user, reply in
  Pending<Result<Reply, AgentError>>.taking(user).finish(rh_reply(lent: reply).outcome)
}

extension rh_reply {
  /// A copy of a reply, or of the error that it tells.
  fileprivate var outcome: Result<Reply, AgentError> {
    guard status == RH_OK else {
      return .failure(
        AgentError(
          Status(rawValue: status), String(message), agentCode: String(error_code), isRetryable: retryable != 0,
          isNotStarted: not_started != 0))
    }
    return .success(Reply(Array(payload), contentType: String(content_type), usage: usage))
  }
}

extension Duration {
  /// At least 1, so that it is not mistaken for "none".
  fileprivate var wholeNanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    guard seconds >= 0, attoseconds >= 0 else { return 1 }
    let (product, overflow) = UInt64(seconds).multipliedReportingOverflow(by: 1_000_000_000)
    return overflow ? .max : max(1, product &+ UInt64(attoseconds / 1_000_000_000))
  }
}
