internal import RoundhouseModel
package import RoundhouseRuns

/// One group chat on its run: who takes part, what was said, who has failed, what the moderator has done. Seed 000's
/// `GroupChatSession`.
///
/// Not Sendable, as its run is not. It goes on until one of its bounds is met, and says which.
package final class GroupChatSession {
  package let document: GroupChatDocument
  /// The turns in which nobody spoke.
  package private(set) var failures: [ChatFailure] = []
  package internal(set) var interventions: [Intervention] = []
  /// What was decided, the last decision last.
  package internal(set) var decisions: [ConsensusResult] = []
  /// How often somebody was to name the next speaker, and named nobody who takes part.
  package internal(set) var unchosen = 0
  /// Why it is over; nil while it goes on.
  package internal(set) var end: GroupChatEnd?
  private(set) var progress: GroupChatProgress
  // Apart and private, because each turn looks at them: read without a look at who else might change them.
  private var roundsBegun = 0
  private var messagesSpoken = 0
  private var tokensUsed: UInt64 = 0
  let run: Run
  /// Milliseconds since 1970.
  let began: Int64
  /// When the last answer came, the same in every life of the run: milliseconds since 1970.
  private(set) var time: Int64

  let seats: [Seat]
  let order: SpeakerOrder
  /// How many messages each kind of moderation has looked at.
  var checked: [ModerationType: Int] = [:]
  private var stall: StallWatch
  /// When the discussion that is under way has begun.
  private var discussionBegan: Int64

  /// Goes on in `run`, from now on.
  init(_ document: GroupChatDocument, on run: Run) throws(RunError) {
    self.document = document
    self.run = run
    began = max(try run.now(), run.setGoing)
    (time, discussionBegan) = (began, began)
    progress = GroupChatProgress(
      document.history, count: min(document.bounds.rounds, 64) * document.participants.count)
    seats = document.participants.map { Seat($0, topic: document.topic, goals: document.goals) }
    order = SpeakerOrder(seats.count, run.random("speakers"))
    stall = StallWatch(limit: document.bounds.stalledRounds, similarity: document.bounds.similarity)
  }

  /// The same in every life of its run; its run's number, where that is recorded.
  package private(set) lazy var id =
    "session_" + (run.isRecorded ? "\(run.number)" : String(UInt64.random(in: .min ... .max), radix: 36))

  /// All that was said, in order: by participants, people, and the moderator.
  package var messages: [ChatMessage] { progress.messages }

  /// Rounds that have begun.
  package var round: Int { roundsBegun }

  /// Messages of participants.
  package var spoken: Int { messagesSpoken }

  package var tokens: UInt64 { tokensUsed }

  /// What is passed on to who speaks next.
  var transcript: Transcript { progress.transcript }

  package var participants: [String] { seats.map(\.id) }

  /// Those who have said something.
  package var speakers: Set<String> { Set(messages.lazy.filter { $0.role == .assistant }.map(\.sender)) }

  // MARK: Talking

  /// Notes what somebody says who is none of the participants.
  package func hear(_ message: ChatMessage) throws(RunError) {
    try add(message)
    stall.refresh()
  }

  /// Lets the participants talk until a bound is met.
  /// - Parameter rounds: at most so many.
  package func discuss(rounds: Int) async throws(RunError) -> GroupChatEnd {
    for _ in 0..<rounds { if let end = try await discussRound() { return end } }
    return .rounds
  }

  /// The time of a discussion begins anew.
  func beginDiscussion() {
    time = run.answered
    discussionBegan = max(time, run.setGoing)
  }

  private func discussRound() async throws(RunError) -> GroupChatEnd? {
    if let end = boundMet { return end }
    roundsBegun += 1
    for _ in 0..<(seats.count - order.silentCount) {
      if let end = boundMet { return end }
      let place = if case .roundRobin = document.speakers { order.next() } else { try await nextSpeaker() }
      if let end = try await turn(of: place) { return end }
    }
    order.endRound()
    if let moderation = document.moderation {
      for type in [ModerationType.flow, .conflict] where moderation.looksAt(type) { _ = try await moderate(type) }
    }
    return stall.endRound() ? .stalled : nil
  }

  /// - Returns: why the chat is over, if it is.
  // Within the round's own frame, because a frame of its own costs more than what is done in it.
  @inline(__always)
  private func turn(of place: Int) async throws(RunError) -> GroupChatEnd? {
    let seat = seats[place]
    let answer: Payload
    do throws(RunError) {
      answer = try await ask(seat.capability, saidSoFar(for: seat), id: seat.id, seat.step)
    } catch {
      guard let failure = error.failure else { throw error }
      return try note(failure.error, of: seat.id)
    }
    if document.moderation?.content == nil { return try take(answer, from: place) }
    return try await takeModerated(answer, from: place)
  }

  /// Lends somebody what was said. Outside of the frames of asynchronous code, where more is copied.
  @inline(never)
  private func saidSoFar(for seat: Seat) -> [UInt8] { progress.transcript.lend(seat.tail) }

  /// Says an answer to all.
  /// - Returns: why the chat is over, if it is.
  private func take(_ answer: Payload, from place: Int) throws(RunError) -> GroupChatEnd? {
    do throws(RoundhouseError) {
      progress.add(try ChatReply.message(answer, from: seats[place].id, round: round, at: time), from: place)
    } catch {
      return try note(error, of: seats[place].id)
    }
    return try endTurn(answer)
  }

  private func takeModerated(_ answer: Payload, from place: Int) async throws(RunError) -> GroupChatEnd? {
    let message: ChatMessage
    do throws(RoundhouseError) {
      message = try ChatReply.message(answer, from: seats[place].id, round: round, at: time)
    } catch {
      return try note(error, of: seats[place].id)
    }
    let moderated = try await moderated(message)
    progress.add(moderated, from: place)
    return try endTurn(answer)
  }

  private func endTurn(_ answer: Payload) throws(RunError) -> GroupChatEnd? {
    let told = answer.usage.inputTokens &+ answer.usage.outputTokens
    tokensUsed &+= told > 0 ? told : UInt64(answer.bytes.count / 4)
    messagesSpoken += 1
    if document.bounds.stalledRounds > 0, let said = messages.last { stall.note(said.content) }
    try tellLast()
    if let goal = document.goal, try state.holds(goal) { return .goal }
    return nil
  }

  /// Asks somebody, within the time that is left.
  func ask(
    _ capability: String, _ input: [UInt8], id: String? = nil, _ step: consuming Step
  ) async throws(RunError) -> Payload {
    defer { time = run.answered }
    step.within = turnTime
    return try await run.call(capability, input, id: id, step)
  }

  private func note(_ error: RoundhouseError, of participant: String) throws(RunError) -> GroupChatEnd? {
    failures.append(ChatFailure(participant: participant, round: round, error: error))
    try run.tellFailed(error, of: participant, in: self)
    return document.stopsOnFailure ? .failed : nil
  }

  /// Says something to all.
  func add(_ message: consuming ChatMessage) throws(RunError) {
    progress.add(message)
    try tellLast()
  }

  private func tellLast() throws(RunError) {
    if run.isRecorded, let message = messages.last { try run.tellSaid(message, in: self) }
  }

  /// Takes what was said out again.
  func withhold(_ place: Int, _ reason: String) { progress.withhold(place, reason) }

  // MARK: Bounds

  /// The bound that lets nobody speak any more; nil for none.
  var boundMet: GroupChatEnd? {
    if spoken >= document.bounds.messages { return .messages }
    if let limit = document.bounds.tokens, tokens >= limit { return .tokens }
    return timeLeft == 0 ? .time : nil
  }

  /// What is left of the discussion's time, by the last answer's.
  private var timeLeft: Nanoseconds {
    let spent = Nanoseconds.milliseconds(UInt64(max(0, time - discussionBegan)))
    return document.bounds.time - min(spent, document.bounds.time)
  }

  private var turnTime: Nanoseconds { min(document.bounds.turnTime, timeLeft) }
}

extension ChatMessage {
  /// The same message without what it said.
  func withheld(_ reason: String) -> ChatMessage {
    var message = self
    message.content = "[removed by the moderator: \(reason)]"
    return message
  }
}
