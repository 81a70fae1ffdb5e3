internal import RoundhouseModel

// Two generations of one agent: which of them has this call.
extension Router {
  /// Draws for each agent of which two generations could answer, and leaves one of the two among the members.
  /// - Returns: the new generations that have the call, which are no members any more.
  func drawTrials(_ route: inout Route, _ options: CallOptions) -> [CapabilityGroup.Member] {
    var drawn: [CapabilityGroup.Member] = []
    for member in route.members {
      guard let share = member.share, hasElder(member, route) else { continue }
      route.members.removeAll { $0.cell == member.cell }
      if draw(member, options.session) < share {
        drawn.append(member)
      } else {
        route.rejections.append(
          Rejection(
            agent: member.agent.id, reason: .onTrial,
            detail: "version \(member.agent.manifest.version) has \(share) % of its agent's calls while it is compared")
        )
      }
    }
    return drawn
  }

  /// Whether the generation before could answer too; if not, the new one does.
  private func hasElder(_ member: CapabilityGroup.Member, _ route: Route) -> Bool {
    route.members.contains { $0.share == nil && $0.agent.id == member.agent.id }
  }

  /// 0 to 99, the same for all calls of a session, so that a conversation stays with one generation.
  private func draw(_ member: CapabilityGroup.Member, _ session: String) -> Int {
    if session.isEmpty { return Int.random(in: 0..<100) }
    var text = "\(member.agent.id)\u{0}\(member.agent.generation)\u{0}\(session)"
    let hash = text.withUTF8 { NameHash(UnsafeRawBufferPointer($0), version: 0, key: registry.key) }
    return Int(hash.index >> 8 & 0xFFFF_FFFF) % 100
  }
}
