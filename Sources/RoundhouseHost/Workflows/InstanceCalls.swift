internal import RoundhouseLoading
internal import RoundhouseModel

/// Calls to others on behalf of one instance: permitted by its manifest, inheriting from a call of its own, never in a
/// circle.
struct InstanceCalls: Invoking {
  let services: InstanceServices
  /// The call that stands above; 0 if nobody waits any more.
  let token: UInt64

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    switch try services.begin(capability, payload, options, parent: token) {
    case .done(let reply): return reply.payload()
    case .pending(let call): return try await call.outcome().payload()
    }
  }
}
