// SPDX-License-Identifier: Apache-2.0
public import AgentKit
import AgentKitJSON

/// Reads changes to code and says what a careful colleague would ask about. Each capability is one check, `code.review` is
/// all of them.
struct Reviewer: Agent {
  private let limits: ReviewLimits

  init(_ host: HostServices) throws {
    limits = try host.decodeConfiguration()
  }

  func respond(to call: Call) async throws -> Reply {
    guard let checks = checks(of: call.capability) else {
      throw AgentError(
        .unknownCapability,
        "ask for code.review, review.secrets, review.danger, review.tests, review.complexity or review.style")
    }
    let diff = try (call.decode() as ReviewRequest).diff(limits)
    return try .json(await review(diff, checks))
  }

  private func checks(of capability: String) -> [any Check]? {
    switch capability {
    case "review.secrets": [SecretCheck()]
    case "review.danger": [DangerCheck()]
    case "review.tests": [TestCheck()]
    case "review.complexity": [ComplexityCheck(limits: limits)]
    case "review.style": [StyleCheck(limits: limits)]
    case "code.review":
      [SecretCheck(), DangerCheck(), TestCheck(), ComplexityCheck(limits: limits), StyleCheck(limits: limits)]
    default: nil
    }
  }

  private func review(_ diff: Diff, _ checks: [any Check]) async throws -> Review {
    var findings: [Finding] = []
    for file in diff.files {
      for check in checks { findings += check.findings(in: file) }
      // A large diff must neither go on for nobody nor keep others from the thread.
      try Task.checkCancellation()
      await Task.yield()
    }
    for check in checks { findings += check.findings(in: diff) }
    return Review(of: diff, findings, atMost: limits.findings)
  }
}

@c(roundhouse_plugin_v1) public func plugin() -> UnsafePointer<rh_plugin> { AgentExport.plugin(Reviewer.self) }
