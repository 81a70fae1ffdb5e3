// SPDX-License-Identifier: Apache-2.0
import AgentText

/// What the participants of a conversation have said so far, in one sentence each.
struct Report {
  fileprivate static let opening = "So far:"

  let text: String

  /// nil if nobody but the one who asks has spoken.
  init?(_ conversation: Conversation) {
    let speakers = conversation.said.filter { $0.role == .assistant || $0.name != nil }
    guard !speakers.isEmpty else { return nil }
    let query = TextQuery((try? conversation.question) ?? "")
    let lines = speakers.map(\.speaker).distinct.compactMap { name -> String? in
      let sentences = speakers.filter { $0.speaker == name }.flatMap(\.statements)
      guard !sentences.isEmpty else { return nil }
      let passage = Passage(document: name, title: name, text: sentences.joined(separator: "\n\n"))
      return "- \(name): \(passage.sentence(for: query))"
    }
    let open = Self.openGoals(conversation, speakers)
    let rest = open.isEmpty ? "" : "\nNobody has spoken yet of: \(open.joined(separator: "; "))."
    text = Self.opening + "\n" + lines.joined(separator: "\n") + rest
  }

  /// The goals of which less than half of the words were said.
  private static func openGoals(_ conversation: Conversation, _ speakers: [ChatMessage]) -> [String] {
    let texts = speakers.map(\.content)
    return (conversation.goals ?? []).filter { TextQuery($0).coverage(of: texts) < 0.5 }
  }
}

extension ChatMessage {
  fileprivate var speaker: String { name ?? "The assistant" }

  /// What was said about the matter: no reports, no lists of sources, no numbers of lines.
  fileprivate var statements: [String] {
    guard !content.hasPrefix(Report.opening), !content.hasPrefix(WriterTurn.nothingToAdd) else { return [] }
    let lines = content.split(whereSeparator: \.isNewline).prefix { $0 != "Sources:" }.filter { !$0.hasSuffix(":") }
    return lines.flatMap { line in
      let isNumbered = line.first == "[" || line.first == "-" || line.first?.isNumber == true
      return String(isNumbered ? line.drop { $0 != " " } : line).sentences.filter { !$0.hasPrefix("(") }
    }
  }
}
