// Texts, numbers and truth values, each with its bounds.
extension ManifestObject {
  /// A text without control characters.
  package func text(_ key: String, maximum: Int = 128, _ problems: inout ManifestProblems) -> String? {
    guard let node = node[key] else { return nil }
    return Self.text(node, maximum: maximum, &problems)
  }

  /// A text that satisfies a rule, which `expected` describes.
  package func text(
    _ key: String, expected: String, _ problems: inout ManifestProblems, suggestion: (String) -> String? = { _ in nil },
    where isValid: (String) -> Bool
  ) -> String? {
    guard let node = node[key] else { return nil }
    return Self.text(node, expected: expected, &problems, suggestion: suggestion, where: isValid)
  }

  package func bool(_ key: String, _ problems: inout ManifestProblems) -> Bool? {
    guard let node = node[key] else { return nil }
    if node.bool == nil { problems.add(node, expected: "true or false") }
    return node.bool
  }

  package func integer(_ key: String, in range: ClosedRange<Int>, _ problems: inout ManifestProblems) -> Int? {
    guard let node = node[key] else { return nil }
    return Self.integer(node, in: range, &problems)
  }

  package func number(_ key: String, in range: ClosedRange<Double>, _ problems: inout ManifestProblems) -> Double? {
    guard let node = node[key] else { return nil }
    guard let value = node.double, range.contains(value) else {
      var text = JSONWriter()
      text.double(range.lowerBound)
      let lowest = String(decoding: text.bytes, as: UTF8.self)
      text = JSONWriter()
      text.double(range.upperBound)
      problems.add(node, expected: "a number from \(lowest) to \(String(decoding: text.bytes, as: UTF8.self))")
      return nil
    }
    return value
  }

  /// One of the words of an enumeration.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ problems: inout ManifestProblems, as type: Choice.Type = Choice.self
  ) -> Choice? {
    guard let node = node[key] else { return nil }
    if let choice = node.string.flatMap(Choice.init(rawValue:)) { return choice }
    let words = Choice.allCases.map(\.rawValue)
    let nearest = node.string.flatMap { Spelling.nearest(to: $0, among: words) }
    problems.add(
      node, expected: "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))",
      remedy: nearest.map { "did you mean \"\($0)\"?" } ?? "")
    return nil
  }

  package static func text(_ node: JSONNode, maximum: Int, _ problems: inout ManifestProblems) -> String? {
    guard let text = node.string else {
      problems.add(node, expected: "a string")
      return nil
    }
    guard text.unicodeScalars.count <= maximum else {
      problems.add(
        node, expected: "at most \(maximum) characters", found: "\(text.unicodeScalars.count)", remedy: "shorten it")
      return nil
    }
    guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control && $0 != "\n" }) else {
      problems.add(node, expected: "a text without control characters", remedy: "take them out")
      return nil
    }
    return text
  }

  package static func text(
    _ node: JSONNode, expected: String, _ problems: inout ManifestProblems,
    suggestion: (String) -> String? = { _ in nil }, where isValid: (String) -> Bool
  ) -> String? {
    if let text = node.string, isValid(text) { return text }
    let guess = node.string.flatMap(suggestion)
    problems.add(node, expected: expected, remedy: guess.map { "write \"\($0)\"" } ?? "")
    return nil
  }

  package static func integer(
    _ node: JSONNode, in range: ClosedRange<Int>, _ problems: inout ManifestProblems
  ) -> Int? {
    guard let value = node.int.flatMap({ Int(exactly: $0) }), range.contains(value) else {
      let isText = node.string.flatMap { Int($0) }.map(range.contains) ?? false
      problems.add(
        node, expected: "an integer from \(range.lowerBound) to \(range.upperBound)",
        remedy: isText ? "write it without quotes" : "")
      return nil
    }
    return value
  }
}
