import Foundation
import Testing

internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// What the tests of reviews have in common.
enum Reviewing {
  /// A change of two files.
  static let diff = """
    diff --git a/auth.py b/auth.py
    index 1..2 100644
    --- a/auth.py
    +++ b/auth.py
    @@ -1,2 +1,3 @@
     import os
    -x = 1
    +password = "hunter2"
    +eval(x)
    diff --git a/models.py b/models.py
    --- a/models.py
    +++ b/models.py
    @@ -1 +1 @@
    -a
    +b

    """

  /// Reviews a change as a run of the pattern, and gives the result, and the run's outcome with it.
  static func review(
    _ agents: ScriptedAgents, _ document: String = #"{"pattern": "pr-review"}"#, input: [UInt8] = text(diff),
    manager: PullRequestReviewManager = PullRequestReviewManager()
  ) async throws -> (result: JSONNode, outcome: RunOutcome, fixture: PatternsFixture) {
    let fixture = try await PatternsFixture(agents, MemoryRunStore(), manager.workflow)
    let outcome = try await fixture.runs.perform(
      "pull-request-review", PullRequestReviewDocument.request(Array(document.utf8), input: input))
    await fixture.runs.stop()
    if outcome.output.isEmpty, let error = outcome.error { throw error }
    return (try JSONDocument(parsing: outcome.output).root, outcome, fixture)
  }

  /// A text as JSON.
  static func text(_ text: String) -> [UInt8] {
    var json = JSONWriter()
    json.string(text)
    return json.bytes
  }

  /// A file of this repository's tests.
  static func fixture(_ name: String) throws -> String {
    let path = #filePath.replacing(
      "RoundhousePatternsTests/PullRequest/Reviewing.swift", with: "Fixtures/Diffs/\(name)")
    return try String(contentsOfFile: path, encoding: .utf8)
  }
}
