// SPDX-License-Identifier: Apache-2.0
import AgentText

/// One contribution to a conversation.
struct WriterTurn {
  /// The output of `chat`, with the citations for whoever goes on.
  struct Answer: Encodable {
    let content: String
    let confidence: Double
    let handoff: HandoffSuggestion?
    let citations: [WrittenText.Citation]
  }

  /// With this a turn begins that says nothing, as those of search and retrieval do.
  static let nothingToAdd = "I have nothing to add"

  let answer: Answer

  /// What can be answered from passages, as far as nobody has said it; else what was said so far.
  init(_ conversation: Conversation, _ question: String, _ passages: [Passage], _ settings: WriterSettings) {
    let said = Said(conversation)
    let query = TextQuery(question)
    let composition = Composition(passages, for: query.isEmpty ? nil : query, sentences: settings.sentences) {
      !said.holds($0)
    }
    let text = WrittenText(composition, .paragraph)
    if text.citations.isEmpty, let report = Report(conversation) {
      let isNew = !conversation.said.contains { $0.content.hasSuffix(report.text) }
      self.init(isNew ? report.text : Self.nothingToAdd + "; what there is to say has been said.", conversation)
      return
    }
    let hasSearched = conversation.context?.outputs?["search-agent"] != nil
    let suggestion = HandoffSuggestion(to: "search-agent", "there is nothing to answer from yet")
    self.init(
      answer: Answer(
        content: Self.role(conversation) + text.text, confidence: text.confidence,
        handoff: text.citations.isEmpty && !hasSearched ? suggestion : nil, citations: text.citations))
  }

  /// What each participant said, and which goals nobody has spoken of.
  init(summingUp conversation: Conversation) {
    guard let report = Report(conversation) else {
      let subject = conversation.topic ?? conversation.message ?? conversation.said.first?.content ?? "the topic"
      let goals = (conversation.goals ?? []).filter { $0 != subject }
      let text = goals.isEmpty ? "" : " We want to know: \(goals.joined(separator: "; "))."
      let end = subject.last?.isPunctuation == true ? "" : "."
      let content = "We begin with: \(subject)\(end)\(text) Who has facts on it?"
      self.init(answer: Answer(content: content, confidence: 0.5, handoff: nil, citations: []))
      return
    }
    self.init(report.text, conversation)
  }

  private init(_ content: String, _ conversation: Conversation) {
    let confidence = content.hasPrefix(Self.nothingToAdd) ? 0.3 : 0.6
    self.init(
      answer: Answer(content: Self.role(conversation) + content, confidence: confidence, handoff: nil, citations: []))
  }

  private init(answer: Answer) { self.answer = answer }

  static func isModerator(_ conversation: Conversation) -> Bool {
    conversation.role?.words.contains { ["chair", "facilitator", "moderator"].contains($0) } ?? false
  }

  private static func role(_ conversation: Conversation) -> String {
    guard let role = conversation.role, !role.isEmpty, role.utf8.count <= 80, !isModerator(conversation) else {
      return ""
    }
    return "As \(role): "
  }
}
