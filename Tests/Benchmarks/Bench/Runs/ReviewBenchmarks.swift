internal import FixtureBuilder
internal import RoundhouseModel
internal import RoundhousePatterns
internal import RoundhouseRuns

/// `pr-review5`: a diff of two files, read by five reviewers that answer at once, until their findings are one review.
/// Not recorded, beside five bare calls in a group.
enum ReviewBenchmarks {
  static func run(_ extent: Extent) async throws -> [Measurement] {
    let agents = FindingAgents()
    let workflow = PullRequestReviewManager().workflow
    let input = PullRequestReviewDocument.request(Array("{}".utf8), input: try Templates.named("pr-review").input)
    return try await Measure.inTurn(
      "pr-review5", batch: extent.batch / 10, steps: 5, notes: "not recorded, with the review as JSON and Markdown",
      floor: (
        "task-group",
        { count in
          for _ in 0..<count {
            try await withThrowingTaskGroup(of: [UInt8].self) { group in
              for reviewer in CodeReviewer.usual {
                group.addTask { try await agents.call(reviewer.target.capability, input, CallOptions()).bytes }
              }
              for try await bytes in group where bytes.isEmpty { throw FixtureError("a wrong answer") }
            }
          }
        }
      ),
      ours: { count in
        for _ in 0..<count {
          let output = try await workflow.body(Run.unrecorded(agents), input)
          if output.count < 1000 { throw FixtureError(String(decoding: output, as: UTF8.self)) }
        }
      })
  }
}
