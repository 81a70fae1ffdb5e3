import Testing

internal import RoundhousePatterns

@Suite struct TallyTests {
  private static let options = ["a", "b", "c"]

  /// Votes as letters, in order; `-` is an absent voter.
  private func votes(_ letters: String, weights: [Double] = [], confidences: [Double] = []) -> [Vote] {
    letters.enumerated().map { place, letter in
      let weight = place < weights.count ? weights[place] : 1
      if letter == "-" { return Vote("voter \(place)", .absent, weight: weight) }
      return Vote(
        "voter \(place)", String(letter), weight: weight,
        confidence: place < confidences.count ? confidences[place] : 1)
    }
  }

  @Test(
    "M-053 a majority is more than half of the votes that were cast",
    arguments: [
      ("aab", Tally.Verdict.won("a")), ("ab", .tied(["a", "b"])), ("aabb", .tied(["a", "b"])),
      ("abc", .missed(.notEnough)),
      ("aabc", .missed(.notEnough)), ("aa-", .won("a")), ("a--", .missed(.tooFewVotes)), ("---", .missed(.tooFewVotes)),
      ("", .missed(.tooFewVotes)),
    ])
  func majority(_ letters: String, _ verdict: Tally.Verdict) {
    #expect(Tally(votes(letters), Self.options).verdict(.majority, participation: 0.5) == verdict)
  }

  @Test(
    "M-053 weights decide where votes are weighed, and nobody else's count",
    arguments: [
      ([3.0, 1, 1], Tally.Verdict.won("a")), ([2, 1, 1], .tied(["a", "b"])), ([1, 1, 1], .won("b")),
      ([0, 0, 0], .missed(.notEnough)),
    ])
  func weighted(_ weights: [Double], _ verdict: Tally.Verdict) {
    #expect(Tally(votes("abb", weights: weights), Self.options).verdict(.weighted, participation: 0.5) == verdict)
  }

  @Test(
    "M-053 a quorum: with enough voters the most votes win",
    arguments: [
      ("aabc----", 0.5, Tally.Verdict.won("a")), ("aabc----", 0.6, .missed(.tooFewVotes)),
      ("abc-----", 0.25, .tied(["a", "b", "c"])), ("aabbc", 0.5, .tied(["a", "b"])),
    ])
  func quorum(_ letters: String, _ participation: Double, _ verdict: Tally.Verdict) {
    #expect(Tally(votes(letters), Self.options).verdict(.quorum, participation: participation) == verdict)
  }

  @Test(
    "M-053 a unanimous decision needs all, or all who took part where that is said",
    arguments: [
      ("aaa", 1.0, Tally.Verdict.won("a")), ("aab", 1, .missed(.notEnough)), ("ab", 1, .missed(.notEnough)),
      ("aa-", 1, .missed(.tooFewVotes)), ("aa-", 0.5, .won("a")),
    ])
  func unanimous(_ letters: String, _ participation: Double, _ verdict: Tally.Verdict) {
    #expect(Tally(votes(letters), Self.options).verdict(.unanimous, participation: participation) == verdict)
  }

  @Test(
    "M-053 a threshold is a share of the weight that was cast",
    arguments: [
      ("aab", 2.0 / 3, Tally.Verdict.won("a")), ("aab", 0.67, .missed(.notEnough)), ("ab", 0.5, .tied(["a", "b"])),
      ("aabc", 0.5, .won("a")),
    ])
  func threshold(_ letters: String, _ part: Double, _ verdict: Tally.Verdict) {
    #expect(Tally(votes(letters), Self.options).verdict(.threshold(part), participation: 0) == verdict)
  }

  @Test("M-053 of options that are tied the surest voters' wins, the first of those that are equally sure")
  func surest() {
    let tally = Tally(votes("aabb", confidences: [0.9, 0.1, 0.6, 0.6]), Self.options)
    #expect(tally.surest(of: ["a", "b"]) == "b")
    #expect(Tally(votes("ab"), Self.options).surest(of: ["b", "a"]) == "a")
    #expect(tally.surest(of: []) == nil)
  }

  @Test("M-053 confidence: of an option's voters on average, and of all together")
  func confidence() {
    let tally = Tally(votes("aab", weights: [1, 3, 4], confidences: [1, 0.5, 0.9]), Self.options)
    #expect(tally.shares[0].confidence == 0.75 && tally.shares[0].votes == 2 && tally.shares[0].weight == 4)
    #expect(abs(tally.confidence(in: "a") - 2.5 / 8) < 1e-6 && tally.agreement(on: "a") == 0.5)
    #expect(tally.confidence(in: "zzz") == 0 && tally.agreement(on: "zzz") == 0 && tally.shares[2].confidence == 0)
    #expect(tally.participation == 1 && Tally([], Self.options).participation == 0)
  }

  @Test("M-053 5000 random ballots under every rule: the rule's definition holds, whatever the order of the voters")
  func property() {
    var chance = Chance(state: 53)
    for _ in 0..<5000 {
      let options = Array(["a", "b", "c", "d"].prefix(Int.random(in: 2...4, using: &chance)))
      let ballot = ballot(options, &chance)
      let participation = Double(Int.random(in: 0...4, using: &chance)) / 4
      let rules: [ConsensusRule] = [
        .majority, .weighted, .quorum, .unanimous,
        .threshold(Double(Int.random(in: 1...10, using: &chance)) / 10),
      ]
      for rule in rules {
        let tally = Tally(ballot, options)
        let verdict = tally.verdict(rule, participation: participation)
        let shuffled = Tally(ballot.shuffled(using: &chance), options)
        #expect(shuffled.verdict(rule, participation: participation) == verdict)
        #expect(shuffled == tally)
        check(verdict, rule, ballot, options, participation)
      }
    }
  }

  /// The rules as they are defined, counted in another way.
  private func check(
    _ verdict: Tally.Verdict, _ rule: ConsensusRule, _ ballot: [Vote], _ options: [String], _ participation: Double
  ) {
    let cast = ballot.filter { $0.state == .cast }
    let whole = cast.map(\.weight).sorted().reduce(0, +)
    func count(_ option: String) -> Int { cast.count { $0.choice == option } }
    func weight(_ option: String) -> Double { cast.filter { $0.choice == option }.map(\.weight).sorted().reduce(0, +) }
    let isWeighed = [ConsensusRule.weighted.name, "threshold"].contains(rule.name)
    func support(_ option: String) -> Double { isWeighed ? weight(option) : Double(count(option)) }
    func isDue(_ option: String, tied: Bool) -> Bool {
      switch rule {
      case .majority: tied ? 2 * count(option) >= cast.count : 2 * count(option) > cast.count
      case .weighted: tied ? 2 * weight(option) >= whole : 2 * weight(option) > whole
      case .quorum: true
      case .unanimous: count(option) == cast.count
      case .threshold(let part): weight(option) >= part * whole - 1e-6
      }
    }
    let isQuorate = !cast.isEmpty && Double(cast.count) >= participation * Double(ballot.count)
    switch verdict {
    case .won(let option):
      #expect(isQuorate && isDue(option, tied: false) && count(option) > 0)
      #expect(options.allSatisfy { $0 == option || support($0) < support(option) })
    case .tied(let tied):
      #expect(isQuorate && tied.count > 1 && Set(tied.map(support)).count == 1)
      #expect(tied.allSatisfy { isDue($0, tied: true) })
      #expect(options.allSatisfy { tied.contains($0) || support($0) < support(tied[0]) })
      #expect(tied == options.filter(tied.contains))
    case .missed(.tooFewVotes): #expect(!isQuorate)
    case .missed:
      #expect(isQuorate)
      let most = options.map(support).max() ?? 0
      let best = options.filter { support($0) == most && most > 0 }
      #expect(best.allSatisfy { !isDue($0, tied: best.count > 1) })
    }
  }

  private func ballot(_ options: [String], _ chance: inout Chance) -> [Vote] {
    (0..<Int.random(in: 0...9, using: &chance)).map { place in
      // Quarters, so that ties of weights are common and sums are exact.
      let weight = Double(Int.random(in: 0...8, using: &chance)) / 4
      let states: [Vote.State] = [.cast, .cast, .cast, .absent, .failed, .invalid]
      let state = states.randomElement(using: &chance) ?? .cast
      guard state == .cast else { return Vote("voter \(place)", state, weight: weight) }
      return Vote(
        "voter \(place)", options.randomElement(using: &chance) ?? "a", weight: weight,
        confidence: Double(Int.random(in: 0...4, using: &chance)) / 4)
    }
  }
}

/// Numbers that are the same in every run of the tests: a linear congruential generator.
private struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
