/// Finds facts by the words they share with a question. Pure: for runs whose host has no agent that remembers.
enum FactSearch {
  /// The facts that share words with the question, those that share most first; of equals, the one that was there first.
  static func best(_ facts: [Fact], for query: String, limit: Int) -> [Fact] {
    let wanted = words(query)
    let found = facts.enumerated().map { ($0.offset, $0.element, coverage(of: wanted, by: $0.element)) }.filter {
      $0.2 > 0
    }
    return found.sorted { ($1.2, $0.0) < ($0.2, $1.0) }.prefix(limit).map(\.1)
  }

  /// Which share of a question's words the best of some facts has: 0 to 1. 0 for a question without words.
  static func coverage(of query: String, by facts: [Fact]) -> Double {
    let wanted = words(query)
    return facts.map { coverage(of: wanted, by: $0) }.max() ?? 0
  }

  private static func coverage(of wanted: Set<String>, by fact: Fact) -> Double {
    wanted.isEmpty ? 0 : Double(wanted.intersection(words(fact.text)).count) / Double(wanted.count)
  }

  /// Letters and digits in lower case; short words say nothing of what a text is about.
  private static func words(_ text: String) -> Set<String> {
    Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 3 }.map(String.init))
  }
}
