package import RoundhouseModel

/// What became of one voter's vote.
package struct Vote: Sendable, Equatable {
  package enum State: String, Sendable {
    case cast
    /// No answer in time, or nobody to ask.
    case absent
    /// An error, or an answer that cannot be read.
    case failed
    /// A choice that is none of the options.
    case invalid
  }

  /// The participant's id.
  package var voter: String
  package var state: State
  /// One of the options; empty unless it was cast.
  package var choice = ""
  package var weight: Double
  /// How sure the voter is, from 0 to 1; 1 if it does not say.
  package var confidence = 1.0
  package var reason = ""
  /// Why it is not cast; empty if it is.
  package var problem = ""

  package init(_ voter: String, _ state: State, weight: Double = 1) {
    self.voter = voter
    self.state = state
    self.weight = weight
  }

  package init(_ voter: String, _ choice: String, weight: Double = 1, confidence: Double = 1) {
    self.init(voter, .cast, weight: weight)
    self.choice = choice
    self.confidence = confidence
  }
}

extension Vote {
  /// What an agent has answered to `vote`: `{"choice", "confidence", "reason"}`, or the choice as a string.
  init(_ voter: Participant, _ answer: Payload, among options: [String]) {
    self.init(voter.id, .failed, weight: voter.weight)
    guard let root = (try? JSONDocument(parsing: answer.bytes))?.root,
      let choice = (root["choice"] ?? root).string
    else {
      problem = "its answer is no vote"
      return
    }
    confidence = min(max(0, root["confidence"]?.double ?? 1), 1)
    reason = SpokenText.clean(root["reason"]?.string ?? "")
    let wanted = SpokenText.clean(choice)
    guard let option = options.first(where: { $0 == wanted || $0.lowercased() == wanted.lowercased() }) else {
      state = .invalid
      problem = "\"\(wanted.prefix(60))\" is none of the options"
      return
    }
    state = .cast
    self.choice = option
  }

  init(_ voter: Participant, _ error: RoundhouseError) {
    let isAbsent = [.deadlineExceeded, .noHealthyAgent, .unknownAgent, .unknownCapability].contains(error.code)
    self.init(voter.id, isAbsent ? .absent : .failed, weight: voter.weight)
    problem = error.message
  }
}

extension Vote: JSONWritable {
  /// `{"voter", "state", "choice", "weight", "confidence", "reason", "problem"}`; what does not apply is absent.
  package func write(to json: inout JSONWriter) {
    json.beginObject()
    json.member("voter", voter)
    json.member("state", state.rawValue)
    if state == .cast {
      json.member("choice", choice)
      json.member("confidence", confidence)
    }
    json.member("weight", weight)
    if !reason.isEmpty { json.member("reason", reason) }
    if !problem.isEmpty { json.member("problem", problem) }
    json.endObject()
  }
}
