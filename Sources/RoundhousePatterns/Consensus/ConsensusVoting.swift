internal import RoundhouseModel
internal import RoundhouseRuns

/// One decision on its way: asks for votes, counts them, and breaks ties as its settings say.
struct ConsensusVoting {
  let settings: ConsensusSettings
  let topic: String
  let voters: [Participant]
  /// Who decides ties, where the settings leave that to the moderator.
  let moderator: Participant?

  /// Votes, round by round, until the rule is met or the rounds are over.
  /// - Parameters:
  ///   - transcript: what was said so far.
  ///   - discuss: lets the talk go on for a round; gives what was said by then, or nil if it may not go on.
  func decide(
    _ transcript: Transcript, on run: Run, discuss: () async throws(RunError) -> Transcript?
  ) async throws(RunError) -> ConsensusResult {
    var transcript = transcript
    var (round, last) = (1, settings.rounds)
    var hasTriedAgain = false
    while true {
      var result = try await vote(transcript, round, on: run)
      if hasTriedAgain, result.isReached, result.tieBreak == nil { result.tieBreak = .again }
      try run.tellVoted(result)
      if result.isReached { return result }
      // A tie may be voted on once more, whatever the limit.
      if result.reason == .tie, settings.tieBreak == .again, round == last, !hasTriedAgain {
        (last, hasTriedAgain) = (last + 1, true)
      }
      guard round < last, let longer = try await discuss() else { return result }
      transcript = longer
      round += 1
    }
  }

  private func vote(_ transcript: Transcript, _ round: Int, on run: Run) async throws(RunError) -> ConsensusResult {
    let votes = try await votes(settings.options, voters, transcript, on: run)
    let tally = Tally(votes, settings.options)
    var result = ConsensusResult(
      topic: topic, rule: settings.rule.name, rounds: round, votes: votes, tally: tally)
    switch tally.verdict(settings.rule, participation: settings.participation) {
    case .won(let option): result.decision = option
    case .missed(let reason): result.reason = reason
    case .tied(let options):
      result.decision = try await winner(of: options, tally, transcript, on: run)
      if result.isReached { result.tieBreak = settings.tieBreak } else { result.reason = .tie }
    }
    return result
  }

  /// Asks all beside one another; who fails or does not answer is recorded as that.
  private func votes(
    _ options: [String], _ voters: [Participant], _ transcript: Transcript, on run: Run
  ) async throws(RunError) -> [Vote] {
    let input = transcript.input(
      Transcript.tail { json in
        json.member("topic", topic)
        json.member("options", options)
      })
    let timeout = settings.timeout
    let branches = voters.map { voter in
      Branch(voter.id) { run, _ in
        try await run.call("vote", input, Step(within: timeout, agent: voter.target.agent))
      }
    }
    let outcomes = try await run.branches("votes", branches)
    return voters.map { voter in
      if let answer = outcomes.results[voter.id] { return Vote(voter, answer, among: options) }
      let error = outcomes.errors[voter.id]?.error ?? RoundhouseError(.internal, "\(voter.id) was not asked")
      return Vote(voter, error)
    }
  }

  /// - Returns: nil if the tie stands.
  private func winner(
    of options: [String], _ tally: Tally, _ transcript: Transcript, on run: Run
  ) async throws(RunError) -> String? {
    switch settings.tieBreak {
    case .none, .again: return nil
    case .firstOption: return options.first
    case .highestConfidence: return tally.surest(of: options)
    case .moderator:
      guard let moderator else { return nil }
      let vote = try await votes(options, [moderator], transcript, on: run)[0]
      return vote.state == .cast ? vote.choice : nil
    }
  }
}

extension Run {
  /// `{"topic", "reached", "decision", …}` as in a ``ConsensusResult``, after each round of votes.
  fileprivate func tellVoted(_ result: ConsensusResult) throws(RunError) {
    if isRecorded { try emit("chat:consensus", isReplaying ? [] : result.json()) }
  }
}
