internal import RoundhouseModel

// What is said when nobody can answer.
extension Router {
  func unknown(_ capability: String, version: UInt32) -> RoundhouseError {
    let versions = registry.groups.filter { $0.name == capability }.map(\.version)
    if !versions.isEmpty {
      let list = versions.sorted().map(String.init).joined(separator: ", ")
      return RoundhouseError(
        .unknownCapability, "nobody offers version \(version) of \(capability)",
        remedy: "versions that are offered: \(list)", capability: capability)
    }
    let near = NearestNames.of(capability, among: registry.capabilityNames)
    return RoundhouseError(
      .unknownCapability, "nobody offers \(capability)",
      remedy: near.isEmpty
        ? "list what is offered with: roundhouse capabilities"
        : "did you mean \(near.joined(separator: " or "))? List all with: roundhouse capabilities",
      capability: capability)
  }

  func nobody(_ group: CapabilityGroup, _ rejections: [Rejection]) -> RoundhouseError {
    let reasons = rejections.prefix(4).map { "\($0.agent): \($0.detail)" }.joined(separator: "; ")
    let isCircle = !rejections.isEmpty && rejections.allSatisfy { $0.reason == .inCircle }
    if isCircle {
      return RoundhouseError(
        .conflict, "calling \(group.name) here would close a circle of calls",
        remedy: "let the agent do that part itself",
        cause: reasons, capability: group.name, rejections: rejections)
    }
    let isNamed = !rejections.isEmpty && rejections.allSatisfy { $0.reason == .otherAgent }
    if isNamed {
      return RoundhouseError(
        .unknownAgent, "the agent asked for does not offer \(group.name)",
        remedy: "those that do: \(rejections.map(\.agent).joined(separator: ", "))", capability: group.name,
        rejections: rejections)
    }
    if !rejections.isEmpty, rejections.allSatisfy({ $0.reason == .otherVersion || $0.reason == .otherAgent }) {
      let versions = group.members.map { "\($0.agent.id) \($0.agent.manifest.version)" }.joined(separator: ", ")
      return RoundhouseError(
        .noHealthyAgent, "the version asked for of the agents of \(group.name) is not there",
        remedy: "versions that are there: \(versions)", capability: group.name, isRetryable: false,
        rejections: rejections)
    }
    if rejections.contains(where: { $0.reason == .busy }) {
      return RoundhouseError(
        .overloaded, "every agent that can answer \(group.name) is busy, and its queue is full",
        remedy: "try again later, or raise the agents' concurrency or limits.queue", cause: reasons,
        capability: group.name, rejections: rejections)
    }
    return RoundhouseError(
      .noHealthyAgent, "no agent can answer \(group.name) now",
      remedy: "see why with: roundhouse route \(group.name) --explain", cause: reasons, capability: group.name,
      rejections: rejections)
  }
}
