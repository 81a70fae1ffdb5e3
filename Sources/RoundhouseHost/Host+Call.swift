internal import CPlatform
package import RoundhouseModel

// Conveniences over `begin`.
extension Host: Invoking {
  /// Asks the best agent and suspends until it has answered.
  package func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions = CallOptions()
  ) async throws(RoundhouseError) -> Payload {
    switch try begin(capability, payload, options) {
    case .done(let reply): return reply.payload()
    case .pending(let call): return try await call.outcome().payload()
    }
  }

  /// Asks the best agent and blocks this thread until it has answered. Never on Swift's cooperative pool.
  package func callBlocking(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions = CallOptions()
  ) throws(RoundhouseError) -> Reply {
    // An agent in a worker may be waited for where its answer comes in.
    platform_thread_set_patience(1)
    let begun: Begun
    do throws(RoundhouseError) {
      begun = try begin(capability, payload, options)
      platform_thread_set_patience(0)
    } catch {
      platform_thread_set_patience(0)
      throw error
    }
    switch consume begun {
    case .done(let reply): return reply
    case .pending(let call): return try call.wait()
    }
  }

  /// Asks the best agent; `name@2` names a version.
  package func begin(
    _ capability: String, _ payload: [UInt8], _ options: borrowing CallOptions
  ) throws(RoundhouseError) -> Begun {
    // Typed errors and move-only results do not pass through the closures of withUTF8, so they are kept outside.
    var begun: Begun?
    var failure: RoundhouseError?
    var text = capability
    text.withUTF8 { name in
      if name.contains(CapabilityName.mark) { return }
      payload.withUnsafeBytes { payload in
        do throws(RoundhouseError) {
          begun = try begin(UnsafeRawBufferPointer(name), payload, options)
        } catch {
          failure = error
        }
      }
    }
    if let failure { throw failure }
    guard let result = begun.take() else { return try beginVersion(capability, payload, options) }
    return result
  }

  /// The same for a capability with a version behind its name.
  private func beginVersion(
    _ capability: String, _ payload: [UInt8], _ options: borrowing CallOptions
  ) throws(RoundhouseError) -> Begun {
    let (name, version) = try CapabilityName.split(capability)
    var options = copy options
    options.version = version
    return try begin(name, payload, options)
  }
}

/// `ticket.purchase` or `ticket.purchase@2`.
package enum CapabilityName {
  static let mark = UInt8(ascii: "@")

  /// The name, and the version or 0.
  package static func split(_ text: String) throws(RoundhouseError) -> (name: String, version: UInt32) {
    guard let mark = text.utf8.firstIndex(of: mark) else { return (text, 0) }
    guard let version = UInt32(text[text.utf8.index(after: mark)...]), version > 0 else {
      throw RoundhouseError(
        .badRequest, "\(text) names no version",
        remedy: "write the capability's major version behind the @, as in name@2")
    }
    return (String(text[..<mark]), version)
  }
}
