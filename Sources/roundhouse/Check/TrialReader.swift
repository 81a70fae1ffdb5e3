internal import RoundhouseConformance
internal import RoundhouseModel

/// Reads the lines of the process in which a test is made, and knows what it was at when they stopped.
struct TrialReader {
  private let test: ConformanceTest
  private var buffer: [UInt8] = []
  private var observations: [Observation] = []
  private var activity = ""
  private var isFinished = false
  /// An agent may write to the report too; what is longer than this is no line of ours.
  private static let maximumLine = 1 << 20
  private static let maximumObservations = 200

  init(_ test: ConformanceTest) { self.test = test }

  mutating func take(_ bytes: some Collection<UInt8>) {
    buffer.append(contentsOf: bytes)
    while let end = buffer.firstIndex(of: 10) {
      if let event = TrialEvent(line: Array(buffer[..<end])) { take(event) }
      buffer.removeFirst(end + 1)
    }
    if buffer.count > Self.maximumLine { buffer = [] }
  }

  private mutating func take(_ event: TrialEvent) {
    switch event {
    case .doing(let activity): self.activity = activity
    case .saw(let observation): if observations.count < Self.maximumObservations { observations.append(observation) }
    case .end: isFinished = true
    }
  }

  /// All that was seen, and at the end how the process ended if that was not as it should.
  consuming func finish(_ end: ProcessEnd, limit: Nanoseconds) -> [Observation] {
    let place = activity.isEmpty ? "before it began" : "while \(activity)"
    switch end {
    case .overdue:
      add(
        "did not come back \(place); it was ended after \(Figures.duration(limit))",
        "look for an endless loop or a wait")
    case .signal(let signal):
      add("crashed \(place): \(SignalName.of(signal))", "run the repeating command under a debugger")
    case .exit(let status) where !isFinished:
      add("ended the process \(place), with status \(status)", "an agent must never call exit")
    case .exit: break
    }
    return observations
  }

  private mutating func add(_ happened: String, _ remedy: String) {
    let rule = RuleBook.rule(test.rule)
    let advice = [rule.remedy, remedy].filter { !$0.isEmpty }.joined(separator: "; ")
    observations.append(
      Observation(
        test.weight == .must ? .failure : .warning, expected: rule.requirement, happened: happened, remedy: advice))
  }
}
