// SPDX-License-Identifier: Apache-2.0
import AgentKit

/// Chooses the option for which most was said in the conversation.
struct Voter {
  private let request: VoteRequest

  /// - Throws: `badRequest` if there is nothing to choose from.
  init(_ request: VoteRequest) throws(AgentError) {
    guard request.options.contains(where: { !$0.isBlank }) else {
      throw AgentError(
        .badRequest, "there is no option to choose from; send \"options\" with at least one text",
        agentCode: "no_options")
    }
    self.request = request
  }

  func ballot() -> Ballot {
    let options = request.options.filter { !$0.isBlank }
    let scores = scores(options)
    // The first of several that are equal: whoever asks decides the order.
    let best = scores.indices.reduce(0) { scores[$1].total > scores[$0].total ? $1 : $0 }
    let second = scores.indices.filter { $0 != best }.map { scores[$0].total }.max() ?? 0
    let (lead, weight) = (scores[best].total - second, abs(scores[best].total) + abs(second))
    // That others were spoken against proves little for this one.
    let most = scores[best].support > 0 ? 0.45 : 0.1
    let confidence = options.count == 1 ? 1 : 0.5 + most * min(1, lead / max(1, weight))
    return Ballot(
      choice: options[best], confidence: (confidence * 100).rounded() / 100,
      reason: reason(
        scores[best], isLead: lead > 0, isOnly: options.count == 1,
        isSpoken: scores.contains { $0.support + $0.objections > 0 }))
  }

  private struct Score {
    var support = 0
    var objections = 0
    var fit = 0.0
    var total: Double { Double(support) - Double(objections) + fit }
  }

  /// A sentence of the conversation, taken apart once for all options.
  private struct Statement {
    let text: String
    let words: Set<String>
    let isAgainst: Bool

    init(_ sentence: String) {
      text = sentence.lowercased()
      words = Set(Words.all(in: sentence))
      isAgainst = Attitude.isAgainst(sentence)
    }
  }

  private var statements: [Statement] {
    (request.messages ?? []).filter { $0.role != .system }.flatMap {
      Phrases.sentences(of: $0.content).map(Statement.init)
    }
  }

  private func scores(_ options: [String]) -> [Score] {
    let statements = self.statements
    var offers: [String: Int] = [:]
    for option in options { for word in Set(Words.all(in: option)) { offers[word, default: 0] += 1 } }
    return options.map { score($0, statements, offers) }
  }

  /// - Parameter offers: how many options have each word.
  private func score(_ option: String, _ statements: [Statement], _ offers: [String: Int]) -> Score {
    let all = Words.all(in: option)
    // What no other option has; all of it if there is nothing of that kind.
    let own = all.filter { offers[$0] == 1 }
    let words = own.isEmpty ? all : own
    let name = option.lowercased()
    var score = Score()
    for statement in statements where mentions(statement, words, name) {
      if statement.isAgainst { score.objections += 1 } else { score.support += 1 }
    }
    let role = Casting.concerns(of: request.role ?? "")
    score.fit = 0.25 * Double(Set(Words.telling(in: option)).intersection(role).count)
    score.fit += 0.1 * Double(Set(words).intersection(Words.telling(in: request.topic ?? "")).count)
    return score
  }

  private func mentions(_ statement: Statement, _ words: [String], _ name: String) -> Bool {
    if statement.text.contains(name) { return true }
    return words.count { statement.words.contains($0) } * 2 > words.count
  }

  private func reason(_ score: Score, isLead: Bool, isOnly: Bool, isSpoken: Bool) -> String {
    if isOnly { return "there is no other option" }
    if score.support + score.objections == 0 {
      if !isLead { return "nothing speaks for one more than for another, so the first was taken" }
      return isSpoken
        ? "the others were spoken against, and this one was not"
        : "it fits the question and the role best; nobody has spoken of any"
    }
    let support = "\(score.support) \(score.support == 1 ? "statement speaks" : "statements speak") for it"
    return "\(support) and \(score.objections) against"
      + (isLead ? ", the best of all" : "; another one is as good, so the first was taken")
  }
}
