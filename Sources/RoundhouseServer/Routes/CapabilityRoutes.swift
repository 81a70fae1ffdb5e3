internal import RoundhouseHost
internal import RoundhouseModel

/// `/v1/capabilities` and `/v1/route/{capability}`
enum CapabilityRoutes {
  static func list(_ service: Service) -> Answer { .json(service.host.capabilities()) }

  static func explain(
    _ capability: String, _ options: CallOptions, _ service: Service
  ) throws(RoundhouseError) -> Answer {
    .json(try service.host.explain(capability, options))
  }
}
