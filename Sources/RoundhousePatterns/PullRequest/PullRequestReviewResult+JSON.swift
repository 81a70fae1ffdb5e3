internal import RoundhouseModel

extension PullRequestReviewResult {
  /// `{"pattern": "pr-review", "success", "pr_title", "number", "url", "verdict", "summary", "complete", "total_reviewers",
  /// "counts": {severity: number}, "findings": [{"file", "line", "severity", "rule", "message", "suggestion", "found_by"}],
  /// "reviews": [{"reviewer", "agent", "feedback", "verdict", "findings", "duration", "errors"}], "files_changed",
  /// "additions", "deletions", "notes", "duration", "markdown"}`
  package var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("pattern", PullRequestReviewDocument.kind)
    json.member("success", success)
    json.member("pr_title", change.title)
    if change.number != 0 { json.member("number", change.number) }
    if !change.url.isEmpty { json.member("url", change.url) }
    json.member("verdict", verdict.rawValue)
    json.member("summary", summary)
    json.member("complete", isComplete)
    json.member("total_reviewers", reviews.count)
    json.key("counts")
    json.beginObject()
    for severity in FindingSeverity.allCases.reversed() { json.member(severity.rawValue, count(of: severity)) }
    json.endObject()
    json.key("findings")
    json.beginArray()
    for finding in findings { finding.write(to: &json) }
    json.endArray()
    json.key("reviews")
    json.beginArray()
    for review in reviews { review.write(to: &json) }
    json.endArray()
    json.member("files_changed", change.files.map(\.path))
    json.member("additions", change.additions)
    json.member("deletions", change.deletions)
    json.member("notes", notes)
    json.member("duration", duration)
    json.member("markdown", markdown)
    json.endObject()
    return json.bytes
  }
}
