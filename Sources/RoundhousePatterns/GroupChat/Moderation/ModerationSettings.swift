internal import RoundhouseModel

/// What a moderator looks at, and how. What is nil is not looked at.
package struct ModerationSettings: Sendable {
  package var content: ContentRules?
  package var flow: FlowRules?
  package var conflict: ConflictRules?
  /// Is asked to `moderate` as well, after the rules; nil leaves it to them.
  package var agent: CallTarget?

  package init(
    content: ContentRules? = nil, flow: FlowRules? = nil, conflict: ConflictRules? = nil, agent: CallTarget? = nil
  ) {
    self.content = content
    self.flow = flow
    self.conflict = conflict
    self.agent = agent
  }

  /// With the usual rules for all three.
  package static let usual = ModerationSettings(content: ContentRules(), flow: FlowRules(), conflict: ConflictRules())

  func looksAt(_ type: ModerationType) -> Bool {
    switch type {
    case .content: content != nil
    case .flow: flow != nil
    case .conflict: conflict != nil
    }
  }
}
