// SPDX-License-Identifier: Apache-2.0

extension Passage {
  /// The passages in the answer of an agent that searches: its `passages`, `results`, or the answer itself as a list.
  public static func passages(found output: JSONValue) -> [Passage] {
    let list = output["passages"]?.list ?? output["results"]?.list ?? output["search_results"]?.list ?? output.list
    return (list ?? []).compactMap(Passage.init(json:))
  }

  /// What an agent of another kind answered, as one passage of which it is the source.
  static func passages(said output: JSONValue, by agent: String) -> [Passage] {
    let text = output.text ?? ["content", "text", "answer", "summary"].lazy.compactMap { output[$0]?.text }.first
    guard let text, text.contains(where: { !$0.isWhitespace }) else { return [] }
    return [Passage(document: agent, title: agent, text: text)]
  }

  private init?(json: JSONValue) {
    guard let text = json["text"]?.text ?? json["passage"]?.text, !text.isEmpty else { return nil }
    let name = json["source"]?.text ?? json["document"]?.text ?? "unnamed source"
    self.init(document: name, title: json["title"]?.text ?? name, text: text)
  }
}
