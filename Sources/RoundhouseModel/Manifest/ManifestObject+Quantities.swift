// Durations and sizes, which carry their unit.
extension ManifestObject {
  /// A duration such as `"30s"`.
  package func duration(
    _ key: String, in range: ClosedRange<Nanoseconds>, _ problems: inout ManifestProblems
  ) -> Nanoseconds? {
    guard let node = node[key] else { return nil }
    guard let length = node.string.flatMap(DurationText.parse) else {
      problems.add(node, expected: "a duration such as \"30s\"", remedy: Remedy.duration(node))
      return nil
    }
    guard range.contains(length) else {
      let bounds = (DurationText.format(range.lowerBound), DurationText.format(range.upperBound))
      problems.add(
        node, expected: "a duration from \(bounds.0) to \(bounds.1)",
        remedy: Remedy.bounded(length, in: range, DurationText.format))
      return nil
    }
    return length
  }

  /// A size such as `"64MiB"`, or a whole number of bytes.
  package func size(
    _ key: String, in range: ClosedRange<UInt64>, _ problems: inout ManifestProblems
  ) -> UInt64? {
    guard let node = node[key] else { return nil }
    guard let bytes = node.uint ?? node.string.flatMap(ByteSizeText.parse) else {
      problems.add(node, expected: "a size such as \"64MiB\"", remedy: Remedy.size(node))
      return nil
    }
    guard range.contains(bytes) else {
      let bounds = (ByteSizeText.format(range.lowerBound), ByteSizeText.format(range.upperBound))
      problems.add(
        node, expected: "a size from \(bounds.0) to \(bounds.1)",
        remedy: Remedy.bounded(bytes, in: range, ByteSizeText.format))
      return nil
    }
    return bytes
  }
}
