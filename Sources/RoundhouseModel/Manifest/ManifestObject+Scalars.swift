// Texts, numbers and truth values, each with its bounds.
extension ManifestObject {
  /// A text without control characters.
  package func text(_ key: String, maximum: Int = 128, _ problems: inout ManifestProblems) -> String? {
    guard let node = node[key] else { return nil }
    return Self.text(node, maximum: maximum, &problems)
  }

  /// A text that satisfies a rule.
  package func text(_ key: String, _ rule: TextRule, _ problems: inout ManifestProblems) -> String? {
    guard let node = node[key] else { return nil }
    return rule.text(node, &problems)
  }

  package func bool(_ key: String, _ problems: inout ManifestProblems) -> Bool? {
    guard let node = node[key] else { return nil }
    if node.bool == nil { problems.add(node, expected: "true or false", remedy: Remedy.bool(node)) }
    return node.bool
  }

  /// - Parameter example: what a remedy shows; nil takes one from the range.
  package func integer(
    _ key: String, in range: ClosedRange<Int>, example: Int? = nil, _ problems: inout ManifestProblems
  ) -> Int? {
    guard let node = node[key] else { return nil }
    return Self.integer(node, in: range, example: example, &problems)
  }

  package func number(_ key: String, in range: ClosedRange<Double>, _ problems: inout ManifestProblems) -> Double? {
    guard let node = node[key] else { return nil }
    guard let value = node.double, range.contains(value) else {
      problems.add(
        node, expected: "a number from \(Remedy.shown(range.lowerBound)) to \(Remedy.shown(range.upperBound))",
        remedy: Remedy.number(node, in: range))
      return nil
    }
    return value
  }

  /// One of the words of an enumeration.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String, _ problems: inout ManifestProblems, as type: Choice.Type = Choice.self
  ) -> Choice? {
    choice(key, of: Choice.allCases.map(\.rawValue), &problems).flatMap(Choice.init(rawValue:))
  }

  /// One of some words.
  package func choice(_ key: String, of words: [String], _ problems: inout ManifestProblems) -> String? {
    guard let node = node[key] else { return nil }
    if let word = node.string, words.contains(word) { return word }
    problems.add(
      node, expected: "one of \(words.map { "\"\($0)\"" }.joined(separator: ", "))",
      remedy: Remedy.choice(node, of: words))
    return nil
  }

  package static func text(_ node: JSONNode, maximum: Int, _ problems: inout ManifestProblems) -> String? {
    guard let text = node.string else {
      problems.add(node, expected: "a string", remedy: Remedy.text(node))
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

  package static func integer(
    _ node: JSONNode, in range: ClosedRange<Int>, example: Int? = nil, _ problems: inout ManifestProblems
  ) -> Int? {
    guard let value = node.int.flatMap({ Int(exactly: $0) }), range.contains(value) else {
      problems.add(
        node, expected: "an integer from \(range.lowerBound) to \(range.upperBound)",
        remedy: Remedy.integer(node, in: range, example: example))
      return nil
    }
    return value
  }
}
