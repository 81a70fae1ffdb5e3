// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// The input of each capability: a unified diff, or the files of a pull request as GitHub lists them. `title` and
/// `description` may stand beside them; what is reviewed is the code.
struct ReviewRequest: Decodable {
  let diff: String?
  let files: [PatchedFile]?

  /// - Throws: `badRequest` if there is no diff in it, or too long a one.
  func diff(_ limits: ReviewLimits) throws(AgentError) -> Diff {
    if let diff {
      try check(diff.utf8.count, limits)
      let parsed = DiffParser.diff(Array(diff.utf8))
      guard !parsed.files.isEmpty || diff.utf8.allSatisfy({ $0.isSpace || $0 == .newline }) else {
        throw AgentError(
          .badRequest, "\"diff\" is no unified diff; send the output of `git diff` or `diff -u`", agentCode: "no_diff")
      }
      return parsed
    }
    guard let files else {
      throw AgentError(
        .badRequest, "there is neither \"diff\" nor \"files\"; send {\"diff\": \"the output of git diff\"}",
        agentCode: "no_diff")
    }
    try check(files.reduce(0) { $0 + ($1.patch?.utf8.count ?? 0) }, limits)
    return Diff(files: files.map(\.change))
  }

  private func check(_ size: Int, _ limits: ReviewLimits) throws(AgentError) {
    guard size > limits.diffBytes else { return }
    throw AgentError(
      .badRequest,
      "the diff has \(size) bytes, and \"diffBytes\" of the agent's configuration allows \(limits.diffBytes); "
        + "send its files in several requests", agentCode: "too_long_diff")
  }
}
