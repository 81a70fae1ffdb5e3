internal import CPlatform
internal import RoundhouseModel

// W: what a sandbox refuses, and what else is different in a process of its own.
extension ConformanceSuite {
  static let workerTests = [
    ConformanceTest(
      "W1.permissions", proves: "W1", "Asks everything in its sandbox and in one that permits all, and compares",
      place: .worker, isDiagnosis: true, timeLimit: .seconds(90), body: lookForNeeds),
    ConformanceTest(
      "W2.same-answers", proves: "W2", "Asks everything in the host's process and in a worker, and compares",
      place: .worker, timeLimit: .seconds(60), body: compareTiers),
  ]

  /// Questions of one search; each starts a worker, and the search is over after this time.
  private static let searchLimit = 400
  private static let searchTime = Nanoseconds.seconds(50)

  private static func lookForNeeds(_ trial: Trial) throws(RoundhouseError) {
    guard trial.hasTier() else { return }
    let questions = try questions(trial)
    let all = Need.everything
    trial.doing("it was asked with all permissions")
    let first = permitted(trial, questions, all)
    if case .broken(let reason)? = first.outcomes.first, Set(first.outcomes.map(\.words)).count == 1 {
      return trial.skips("it does nothing in a worker, whatever it is permitted: \(reason)")
    }
    trial.doing("it was asked with those of its manifest")
    let own = permitted(trial, questions, [])
    let text = "\(questions.count) answers are the same with all permissions"
    if own == first { return trial.notes(text) }
    let second = permitted(trial, questions, all)
    guard let place = own.difference(from: first, second) else {
      return trial.notes(text)
    }
    // What differs only now and then is no matter of permissions.
    guard permitted(trial, questions, []).difference(from: first, permitted(trial, questions, all)) != nil else {
      return trial.notes("\(questions[place].capability.name) answers differently from time to time")
    }
    let needs = least(trial, questions, all, first, second)
    // A long list is no advice, and one that does not suffice the next time is none either.
    let isKnown = needs.count <= 8 && permitted(trial, questions, needs).difference(from: first, second) == nil
    trial.fails(
      "\(questions[place].capability.name) \(own.outcomes[place].words), "
        + "but with more permissions: \(first.outcomes[place].words)",
      remedy: isKnown
        ? "add \(needs.manifestText(in: try trial.bundle().folder)) to agent.json, or do without it" : "")
  }

  private static func permitted(_ trial: Trial, _ questions: [Answers.Question], _ needs: [Need]) -> Answers {
    Answers(trial, questions, .worker) { manifest in
      for need in needs { need.add(to: &manifest) }
    }
  }

  private static func least(
    _ trial: Trial, _ questions: [Answers.Question], _ all: [Need], _ first: Answers, _ second: Answers
  ) -> [Need] {
    trial.doing("what it needs was looked for")
    let end = platform_now() &+ searchTime
    var search = NeedSearch(limit: searchLimit) { needs in
      platform_now() < end && permitted(trial, questions, needs).difference(from: first, second) == nil
    }
    return search.least(of: all)
  }

  private static func compareTiers(_ trial: Trial) throws(RoundhouseError) {
    guard try trial.bundle().manifest.tier != .worker else {
      return trial.notes("its manifest says that it lives in workers only")
    }
    guard trial.hasTier() else { return }
    let questions = try questions(trial)
    trial.doing("it was asked in the host's process")
    let first = Answers(trial, questions, .host) { _ in }
    trial.doing("it was asked in a worker")
    // What its permissions lack is told for itself.
    let worker = permitted(trial, questions, Need.everything)
    trial.doing("it was asked in the host's process again")
    let second = Answers(trial, questions, .host) { _ in }
    guard let place = worker.difference(from: first, second) else {
      return trial.notes("\(questions.count) answers are the same in both tiers")
    }
    let (here, there) = (first.outcomes[place], worker.outcomes[place])
    let text = "\(questions[place].capability.name) in the host's process: \(here.words), in a worker: \(there.words)"
    if here.resembles(there) { trial.warns(text) } else { trial.fails(text) }
  }

  private static func questions(_ trial: Trial) throws(RoundhouseError) -> [Answers.Question] {
    let bundle = try trial.bundle()
    var numbers = trial.numbers()
    return bundle.manifest.capabilities.flatMap { capability in
      trial.examples(capability, bundle, count: 3, &numbers).map {
        Answers.Question(capability: capability, payload: $0)
      }
    }
  }
}
