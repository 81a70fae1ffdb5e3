package import RoundhouseModel

/// A change that somebody wants reviewed: seed 003's `pr_data`.
///
/// Read from any of these:
/// - a unified diff as a JSON text, such as `gh pr diff 7` prints;
/// - seed 003's object: `title`, `description`, `diff`, `files_changed`, `additions`, `deletions`;
/// - what `gh pr view --json title,body,number,url` prints, with a member `diff` put to it;
/// - GitHub's list of a pull request's files (`GET /repos/…/pulls/7/files`), or an object that has it as `files`.
package struct PullRequest: Sendable {
  package let title: String
  package let description: String
  /// 0 if it is not known.
  package let number: Int64
  /// Empty if it is not known.
  package let url: String
  /// Seed 003's `files_changed`, with what has changed. Never empty.
  package let files: [ChangedFile]
  /// Lines.
  package let additions: Int
  package let deletions: Int

  /// - Throws: `badRequest` for what is none of these, and for a change of nothing.
  package init(_ input: [UInt8]) throws(RoundhouseError) {
    guard let root = (try? JSONDocument(parsing: input))?.root else { throw Self.refused("it is no JSON") }
    title = root["title"]?.string ?? root["pr_title"]?.string ?? ""
    description = root["description"]?.string ?? root["body"]?.string ?? ""
    number = root["number"]?.int ?? 0
    url = root["url"]?.string ?? root["html_url"]?.string ?? ""
    files = try Self.files(root)
    let counted = (files.reduce(0) { $0 + $1.additions }, files.reduce(0) { $0 + $1.deletions })
    additions = counted.0
    deletions = counted.1
  }

  private static func files(_ root: JSONNode) throws(RoundhouseError) -> [ChangedFile] {
    if let diff = root.utf8 ?? root["diff"]?.utf8 {
      let files = DiffFiles.split(Array(diff))
      if !files.isEmpty { return files }
      throw refused(diff.isEmpty ? "its diff is empty" : "its diff names no file, so it is none")
    }
    guard let list = root.kind == .array ? root : root["files"], list.kind == .array else {
      throw refused("it has neither a diff nor a list of files")
    }
    let files = list.elements.compactMap { file($0) }
    guard !files.isEmpty else { throw refused("its list of files is empty") }
    guard files.contains(where: { !$0.patch.isEmpty }) else {
      throw refused("its files have no patches: `gh pr view` does not print them")
    }
    return files
  }

  /// A file as GitHub lists it: `filename`, `status`, `patch`, which is missing where there is none to be shown.
  private static func file(_ node: JSONNode) -> ChangedFile? {
    guard let path = node["filename"]?.string ?? node["path"]?.string else { return nil }
    var file = ChangedFile(path: path, patch: [])
    guard let patch = node["patch"]?.string, !patch.isEmpty else {
      file.additions = Int(clamping: max(0, node["additions"]?.int ?? 0))
      file.deletions = Int(clamping: max(0, node["deletions"]?.int ?? 0))
      return file
    }
    let (status, before) = (node["status"]?.string ?? "", node["previous_filename"]?.string ?? path)
    let (old, new) = (DiffPath.quoted(before, prefix: "a/"), DiffPath.quoted(path, prefix: "b/"))
    var text = "diff --git \(old) \(new)\n"
    text += "--- \(status == "added" ? "/dev/null" : old)\n+++ \(status == "removed" ? "/dev/null" : new)\n\(patch)"
    if !patch.hasSuffix("\n") { text += "\n" }
    file.patch = Array(text.utf8)
    for read in DiffFiles.split(file.patch) {
      file.additions += read.additions
      file.deletions += read.deletions
    }
    return file
  }

  private static func refused(_ reason: String) -> RoundhouseError {
    RoundhouseError(
      .badRequest, "the pull request was refused: \(reason)",
      remedy: "give it the diff as a text, such as `gh pr diff 7` or `git diff main` prints, or {\"title\", \"diff\"}")
  }
}
