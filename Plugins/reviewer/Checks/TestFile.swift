// SPDX-License-Identifier: Apache-2.0

/// Files that hold tests, by the customs of all languages.
enum TestFile {
  static func isOne(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    let folders: Set<Substring> = ["test", "tests", "spec", "specs", "__tests__", "testing", "fixtures"]
    if parts.dropLast().contains(where: { folders.contains($0) || $0.hasSuffix("tests") }) { return true }
    guard let name = path.split(separator: "/").last else { return false }
    let stem = name.split(separator: ".").first ?? name
    return stem.hasSuffix("Test") || stem.hasSuffix("Tests") || stem.hasSuffix("Spec") || stem.hasPrefix("test_")
      || stem.hasSuffix("_test") || stem.hasSuffix("_spec") || name.contains(".test.") || name.contains(".spec.")
  }
}
