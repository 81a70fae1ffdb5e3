package import RoundhouseModel

/// Something of a plan that this system does not enforce: which, why, and what that means.
package struct SandboxGap: Sendable, Equatable {
  package enum Feature: String, Sendable, CaseIterable {
    case landlock
    case systemCalls = "system_calls"
    case namespaces
    case user
    case limits
    case controlGroup = "control_group"
    /// Not weaker but tighter than planned: something that was granted stays out of reach.
    case grant
  }

  package var feature: Feature
  /// What the system said or lacks, without a final period.
  package var reason: String
  /// What is not enforced, or not reachable, without a final period.
  package var effect: String

  package init(_ feature: Feature, _ reason: String, effect: String) {
    self.feature = feature
    self.reason = reason
    self.effect = effect
  }

  /// Whether the agent can do more than its plan says.
  package var isWeakness: Bool { feature != .grant }
}

extension SandboxGap: CustomStringConvertible {
  package var description: String { "\(feature.rawValue): \(reason): \(effect)" }
}

extension SandboxGap: JSONWritable {
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("feature", feature.rawValue)
    json.member("reason", reason)
    json.member("effect", effect)
    json.endObject()
  }

  /// Reads what ``write(to:)`` has written; nil for anything else.
  package init?(_ node: JSONNode) {
    guard let feature = node["feature"]?.string.flatMap(Feature.init), let reason = node["reason"]?.string,
      let effect = node["effect"]?.string
    else { return nil }
    self.init(feature, reason, effect: effect)
  }
}
