internal import CPlatform
internal import RoundhouseModel

/// What an agent answers to the same questions, in one fresh instance after another.
struct Answers: Sendable, Equatable {
  enum Outcome: Sendable, Equatable {
    case answered([UInt8])
    case refused(String)
    /// It could not be created, or its process ended.
    case broken(String)
    /// A matter of time, not of what it was permitted.
    case late

    /// Whether the two are of one kind, whatever they say.
    func resembles(_ other: Outcome) -> Bool {
      switch (self, other) {
      case (.answered, .answered), (.refused, .refused), (.broken, .broken): true
      default: false
      }
    }

    var words: String {
      switch self {
      case .answered(let bytes): "answered \(Answer.short(bytes, limit: 60))"
      case .refused(let message): "refused: \(message)"
      case .broken(let message): message
      case .late: "did not answer in time"
      }
    }
  }

  struct Question: Sendable {
    let capability: Capability
    let payload: [UInt8]
  }

  let outcomes: [Outcome]
  /// One answer is not waited for longer: so many are asked for.
  private static let patience = Nanoseconds.seconds(2)

  /// Asks a fresh instance.
  init(_ trial: Trial, _ questions: [Question], _ tier: Tier, _ change: (inout Manifest) -> Void) {
    do throws(RoundhouseError) {
      let host = try TrialHost(trial, tier, isQuiet: true, change)
      outcomes = questions.map { Answers.ask(host, $0) }
      host.end()
    } catch {
      outcomes = questions.map { _ in .broken("it was not created: \(error.message)") }
    }
  }

  private static func ask(_ host: TrialHost, _ question: Question) -> Outcome {
    let deadline = platform_now() &+ min(question.capability.timeout, patience)
    let answer = host.ask(question.capability, question.payload, deadline: deadline)
    if answer.isLate { return .late }
    guard let error = answer.error else { return .answered(answer.bytes ?? []) }
    return answer.isCrash ? .broken(error.message) : .refused(error.message)
  }

  /// The place of the first question to which something else came than to the two others, as far as those agree.
  func difference(from one: Answers, _ other: Answers) -> Int? {
    outcomes.indices.first { place in
      let (mine, first, second) = (outcomes[place], one.outcomes[place], other.outcomes[place])
      if mine == .late || first == .late || second == .late { return false }
      return first == second ? mine != first : !mine.resembles(first) && !mine.resembles(second)
    }
  }
}
