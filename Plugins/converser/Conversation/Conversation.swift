// SPDX-License-Identifier: Apache-2.0

/// A conversation as one who takes part in it sees it.
struct Conversation {
  let messages: [ChatMessage]
  /// Who the agent is to be, in the words of the request.
  let role: String
  let goals: [String]
  private let givenTopic: String?

  /// - Parameter usualRole: taken if neither the request nor a message of the system says one.
  init(messages: [ChatMessage], role: String?, topic: String?, goals: [String], usualRole: String) {
    self.messages = messages
    self.goals = goals.filter { !$0.isBlank }
    givenTopic = topic.flatMap { $0.isBlank ? nil : $0 }
    let prompt = messages.last { $0.role == .system && !$0.content.isBlank }?.content
    self.role = role.flatMap { $0.isBlank ? nil : $0 } ?? prompt ?? usualRole
  }

  private var said: [ChatMessage] { messages.filter { $0.role != .system && !$0.content.isBlank } }

  var hasSubject: Bool { givenTopic != nil || !said.isEmpty }
  /// What is answered; empty if the agent begins.
  var last: ChatMessage? { said.last }
  /// How much was said before.
  var turn: Int { said.count }
  var isOpening: Bool { said.isEmpty }

  /// What it is about, in a few words.
  var topic: String {
    if let givenTopic {
      // A question does not stand within a sentence; what it asks about does.
      if Phrases.isQuestion(givenTopic), let subject = Phrases.subject(of: givenTopic) { return subject }
      let name = givenTopic.trimmed(of: ".! ")
      return ["The ", "A ", "An "].contains { name.hasPrefix($0) } ? name.inSentence : name
    }
    return said.first.flatMap { Phrases.subject(of: $0.content) } ?? "this"
  }

  /// What the last message is about; the topic if that has no words of its own.
  var focus: String { last.flatMap { Phrases.subject(of: $0.content) } ?? topic }

  /// The others who have spoken, in the order in which they did so first.
  var speakers: [String] {
    said.reduce(into: []) { names, message in
      if let name = message.name, !names.contains(name), name.lowercased() != role.lowercased() { names.append(name) }
    }
  }

  func hasHeard(_ content: String) -> Bool { said.contains { $0.content == content } }

  /// What is known of what was spoken of last; nil if it is nothing that is known.
  var concept: Concept? {
    said.reversed().lazy.compactMap { Glossary.concept(in: $0.content) }.first
      ?? givenTopic.flatMap { Glossary.concept(in: $0) }
  }

  /// All sentences that were said, in lower case.
  var sentences: Set<String> { Set(said.flatMap { Phrases.sentences(of: $0.content.lowercased()) }) }
}
