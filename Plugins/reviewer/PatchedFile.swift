// SPDX-License-Identifier: Apache-2.0

/// One file of a pull request, as GitHub's API tells it: `filename`, `status`, `patch`. `path` may stand for `filename`.
struct PatchedFile: Decodable {
  private enum CodingKeys: String, CodingKey {
    case path, filename, status, patch
    case previousPath = "previous_filename"
  }

  let path: String
  let previousPath: String?
  let status: String?
  /// Missing for binary files and for those that GitHub finds too large.
  let patch: String?

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    path =
      try container.decodeIfPresent(String.self, forKey: .path) ?? container.decode(String.self, forKey: .filename)
    previousPath = try container.decodeIfPresent(String.self, forKey: .previousPath)
    status = try container.decodeIfPresent(String.self, forKey: .status)
    patch = try container.decodeIfPresent(String.self, forKey: .patch)
  }

  var change: FileChange {
    var change = patch.map { DiffParser.change(path, Array($0.utf8)) } ?? FileChange(path: path)
    change.previousPath = previousPath
    switch status {
    case "added": change.kind = .added
    case "removed": change.kind = .removed
    case "renamed": change.kind = .renamed
    default: break
    }
    return change
  }
}
