internal import RoundhouseModel

/// The agents that do nothing wrong: one in the host's process and, where the hostile one lives in a worker, one there.
enum GoodAgents {
  static let isolated = "good.isolated"

  static func texts(_ tier: Tier) -> [AgentText] {
    let near = AgentText.plain("good.answer", ["good.answer"])
    return tier == .host ? [near] : [near, AgentText.plain(isolated, [isolated])]
  }

  /// The capabilities that the load asks for.
  static func targets(_ tier: Tier) -> [String] { tier == .host ? ["good.answer"] : ["good.answer", isolated] }
}
