// Durations and sizes, which carry their unit.
extension ManifestObject {
  /// A duration such as `"30s"`.
  package func duration(
    _ key: String, in range: ClosedRange<Nanoseconds>, _ problems: inout ManifestProblems
  ) -> Nanoseconds? {
    guard let node = node[key] else { return nil }
    guard let length = node.string.flatMap(DurationText.parse) else {
      let meant = node.kind == .number ? DurationText.suggestion(for: Self.written(node)) : nil
      let guess = meant ?? node.string.flatMap(DurationText.suggestion)
      problems.add(
        node, expected: "a duration such as \"30s\"",
        remedy: guess.map { "write \"\($0)\"" } ?? "write a number with its unit: ms, s, m or h")
      return nil
    }
    guard range.contains(length) else {
      let bounds = (DurationText.format(range.lowerBound), DurationText.format(range.upperBound))
      problems.add(node, expected: "a duration from \(bounds.0) to \(bounds.1)")
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
      let guess = node.string.flatMap(ByteSizeText.suggestion)
      problems.add(
        node, expected: "a size such as \"64MiB\"",
        remedy: guess.map { "write \"\($0)\"" } ?? "write bytes, or a number with its unit: KiB, MiB or GiB")
      return nil
    }
    guard range.contains(bytes) else {
      let bounds = (ByteSizeText.format(range.lowerBound), ByteSizeText.format(range.upperBound))
      problems.add(node, expected: "a size from \(bounds.0) to \(bounds.1)")
      return nil
    }
    return bytes
  }

  private static func written(_ node: JSONNode) -> String { String(decoding: node.raw, as: UTF8.self) }
}
