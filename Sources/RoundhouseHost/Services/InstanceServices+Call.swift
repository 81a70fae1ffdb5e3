internal import RoundhouseLoading
internal import RoundhouseModel

// Calls to other capabilities: permitted by the manifest, inheriting deadline, trace and identity, never in a circle.
extension InstanceServices {
  func call(
    _ outgoing: OutgoingCall, parent token: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void
  ) throws(RoundhouseError) {
    guard let host else { throw InstanceServices.gone }
    let parent = context(of: token)
    let depth = try depth(of: outgoing.capability, below: parent, host)
    let options = options(outgoing, parent, host)
    let token = parent == nil ? 0 : token
    let circle = Self.circle(above: token)
    try calls.spend(done) { (done) throws(RoundhouseError) in
      // On a thread that may be held the call begins here and now; elsewhere it must not hold the agent's thread.
      if BlockingThreads.isCurrent {
        host.begin(outgoing, options, circle: circle, depth: depth, parent: token, done)
      } else {
        host.threads.submit {
          host.begin(outgoing, options, circle: circle, depth: depth, parent: token, done)
        }
      }
    }
  }

  /// The same for code of the host's own, which says what it wants by options and waits as it likes.
  func begin(
    _ capability: String, _ payload: [UInt8], _ wanted: CallOptions, parent token: UInt64
  ) throws(RoundhouseError) -> Begun {
    guard let host else { throw InstanceServices.gone }
    let parent = context(of: token)
    let (name, version) = try CapabilityName.split(capability)
    let depth = try depth(of: name, below: parent, host)
    var options = wanted
    if version != 0 { options.version = version }
    inherit(from: parent, &options)
    if let limit = parent?.deadline, options.deadline == 0 || options.deadline > limit { options.deadline = limit }
    return try host.begin(
      name, payload, options, circle: Self.circle(above: parent == nil ? 0 : token), depth: depth,
      parent: parent == nil ? 0 : token)
  }

  /// How many calls stand above one to a capability.
  /// - Throws: if the manifest does not permit it, or there are too many.
  private func depth(
    of capability: String, below parent: CallContext?, _ host: Host
  ) throws(RoundhouseError) -> UInt32 {
    guard Permissions.matches(capability, bundle.manifest.permissions.call) else {
      throw RoundhouseError(
        .permissionDenied, "\(agent) may not call \(capability)",
        remedy: "add it to permissions.call in its manifest", agent: agent, capability: capability,
        path: bundle.manifestPath)
    }
    let depth = (parent?.depth ?? 0) + 1
    guard depth <= UInt32(host.configuration.maximumDepth) else {
      throw RoundhouseError(
        .conflict, "\(depth) calls stand above one another, which looks like a circle",
        remedy: "flatten the chain of agents", agent: agent, capability: capability)
    }
    return depth
  }

  private func inherit(from parent: CallContext?, _ options: inout CallOptions) {
    options.caller = agent
    options.principal = parent?.principal ?? ""
    options.session = parent?.session ?? ""
    if options.runKey.isEmpty { options.runKey = parent?.runKey ?? "" }
    options.traceHigh = parent?.traceHigh ?? 0
    options.traceLow = parent?.traceLow ?? 0
    options.spanID = parent?.spanID ?? 0
  }

  private func options(_ outgoing: OutgoingCall, _ parent: CallContext?, _ host: Host) -> CallOptions {
    var options = CallOptions()
    let now = host.clock.now
    let own = outgoing.timeout == 0 ? UInt64.max : now.addingReportingOverflow(outgoing.timeout).partialValue
    options.deadline = min(own, parent?.deadline ?? now &+ .seconds(30))
    options.version = outgoing.version
    options.agent = outgoing.agent
    options.contentType = outgoing.contentType
    options.idempotencyKey = outgoing.idempotencyKey
    inherit(from: parent, &options)
    return options
  }

  /// The calls that stand above, the nearest first.
  private static func circle(above token: UInt64) -> [CircleLink] {
    var links: [CircleLink] = []
    var next = token
    while next != 0, links.count < 64, let context = CallTable.context(of: next) {
      links.append(CircleLink(instance: context.instance, capability: context.capability))
      next = context.parent
    }
    return links
  }
}

extension Host {
  /// Makes a call on an agent's behalf and tells its outcome, now or later, once.
  fileprivate func begin(
    _ outgoing: OutgoingCall, _ options: CallOptions, circle: [CircleLink], depth: UInt32, parent: UInt64,
    _ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void
  ) {
    do throws(RoundhouseError) {
      switch try begin(outgoing.capability, outgoing.payload, options, circle: circle, depth: depth, parent: parent) {
      case .done(let reply): done(.success(reply.payload()))
      case .pending(let call): call.observe(OutcomeTeller(done))
      }
    } catch {
      done(.failure(error))
    }
  }

  /// Begins a call that others stand above.
  fileprivate func begin(
    _ capability: String, _ payload: [UInt8], _ options: borrowing CallOptions, circle: [CircleLink], depth: UInt32,
    parent: UInt64
  ) throws(RoundhouseError) -> Begun {
    // Typed errors and move-only results do not pass through the closures of withUTF8, so they are kept outside.
    var begun: Begun?
    var failure = RoundhouseError(.internal, "a call was not begun")
    var name = capability
    name.withUTF8 { name in
      payload.withUnsafeBytes { payload in
        let name = UnsafeRawBufferPointer(name)
        let hash = NameHash(name, version: options.version, key: registry.key)
        do throws(RoundhouseError) {
          begun = try begin(name, payload, options, hash, circle: circle, depth: depth, parent: parent)
        } catch {
          failure = error
        }
      }
    }
    guard let result = begun.take() else { throw failure }
    return result
  }
}

/// Turns a pending call's end into a call-back.
private final class OutcomeTeller: CallObserver {
  private let done: @Sendable (Result<Payload, RoundhouseError>) -> Void

  init(_ done: @escaping @Sendable (Result<Payload, RoundhouseError>) -> Void) { self.done = done }

  func callEnded(_ call: PendingCall) {
    do throws(RoundhouseError) {
      done(.success(try call.takeOutcome().payload()))
    } catch {
      done(.failure(error))
    }
  }

  func chunksArrived(_ call: PendingCall) {}
}
