// SPDX-License-Identifier: Apache-2.0

/// What kind of sentence answers a question.
enum QuestionKind {
  case definition, reason, manner, time, other

  init(_ question: [String]) {
    switch question.first {
    case "what" where question.dropFirst().first.map(["is", "are", "does"].contains) ?? false: self = .definition
    case "define": self = .definition
    case "why": self = .reason
    case "how": self = .manner
    case "when": self = .time
    default: self = .other
    }
  }

  /// How much better than others a sentence of some words answers.
  ///
  /// - Parameter isSubject: whether a word is one of the question's.
  func factor(_ words: [String], isSubject: (String) -> Bool) -> Double {
    switch self {
    case .definition:
      guard let verb = words.prefix(6).firstIndex(where: ["is", "are", "means"].contains),
        words[..<verb].contains(where: isSubject)
      else { return 1 }
      // "A label is the …" defines; "labels are expensive" does not.
      return words.dropFirst(verb + 1).first.map(["a", "an", "any", "one", "the", "what"].contains) ?? false ? 2 : 1.2
    case .reason: return words.contains(where: ["because", "reason", "since", "so", "therefore"].contains) ? 1.3 : 1
    case .manner:
      return words.contains(where: ["by", "first", "procedure", "steps", "then", "through"].contains) ? 1.2 : 1
    case .time: return words.contains { $0.utf8.count == 4 && Int($0) != nil } ? 1.4 : 1
    case .other: return 1
    }
  }
}
