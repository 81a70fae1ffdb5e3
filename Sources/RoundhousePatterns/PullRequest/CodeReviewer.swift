package import RoundhouseModel
package import RoundhouseRuns

/// One who reviews changes: an agent or a capability, with a role. Seed 003's specialist reviewer.
package struct CodeReviewer: Sendable {
  /// Seed 003's `reviewer`, such as `security_expert`.
  package let id: String
  package let target: CallTarget
  /// Who the agent is to be, for one that can be several.
  package let role: String
  /// What it is to look at; may be empty.
  package let focus: String
  package let retry: Retry
  /// For all attempts at one part and the waits between them.
  package let timeout: Nanoseconds?

  package init(
    _ id: String, _ target: CallTarget, role: String = "", focus: String = "", retry: Retry = .never,
    timeout: Nanoseconds? = nil
  ) {
    self.id = id
    self.target = target
    self.role = role
    self.focus = focus
    self.retry = retry
    self.timeout = timeout
  }

  /// Those who review if nobody is named: the capabilities of the agent `reviewer` that ships.
  package static let usual = [
    CodeReviewer("secrets", CallTarget(capability: "review.secrets"), focus: "keys, tokens and passwords"),
    CodeReviewer("danger", CallTarget(capability: "review.danger"), focus: "dangerous calls"),
    CodeReviewer("tests", CallTarget(capability: "review.tests"), focus: "what is not tested"),
    CodeReviewer("complexity", CallTarget(capability: "review.complexity"), focus: "what is hard to follow"),
    CodeReviewer("style", CallTarget(capability: "review.style"), focus: "how it is written"),
  ]

  /// What it is asked: `{"title", "description", "diff", "files_changed", "additions", "deletions", "role", "focus",
  /// "part", "parts"}`; one that is asked to chat is asked in words, `{"messages", "role", "topic"}`.
  /// - Parameter part: from 0.
  func question(_ change: PullRequest, _ parts: DiffParts, _ part: Int) -> [UInt8] {
    var json = JSONWriter(capacity: parts.texts[part].count + 1024)
    json.beginObject()
    if target.capability == "chat" {
      writeWords(change, parts.texts[part], to: &json)
    } else {
      json.member("title", change.title)
      json.member("description", change.description)
      json.member("diff", String(decoding: parts.texts[part], as: UTF8.self))
      json.member("files_changed", change.files.map(\.path))
      json.member("additions", change.additions)
      json.member("deletions", change.deletions)
      if !role.isEmpty { json.member("role", role) }
      if !focus.isEmpty { json.member("focus", focus) }
      if parts.texts.count > 1 {
        json.member("part", part + 1)
        json.member("parts", parts.texts.count)
      }
    }
    json.endObject()
    return json.bytes
  }

  private func writeWords(_ change: PullRequest, _ diff: [UInt8], to json: inout JSONWriter) {
    var words = "Review this pull request: \(change.title)\n"
    if !change.description.isEmpty { words += "\(change.description)\n" }
    if !focus.isEmpty { words += "Look at \(focus).\n" }
    words += "\n" + String(decoding: diff, as: UTF8.self)
    json.key("messages")
    json.beginArray()
    json.beginObject()
    json.member("role", "user")
    json.member("content", words)
    json.endObject()
    json.endArray()
    json.member("role", role.isEmpty ? id : role)
    json.member("topic", change.title)
  }
}
