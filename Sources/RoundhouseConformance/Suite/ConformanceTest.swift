package import RoundhouseModel

/// One test of one rule: made in a process of its own, which may crash or hang as it likes.
package struct ConformanceTest: Sendable {
  /// Where it is made.
  package enum Place: Sendable {
    /// Looks at files; no code of the agent runs.
    case files
    /// In the host's process only: it looks at the process in which the agent lives.
    case process
    /// In the host's process only: it calls the library's functions itself.
    case table
    /// In each tier.
    case tiers
    /// In a worker only: the rule is about its sandbox.
    case worker

    /// Why a test is not made in a worker too; empty if it is.
    package var whyHostOnly: String {
      switch self {
      case .files, .tiers, .worker: ""
      case .process:
        "it compares the threads, descriptors, memory or settings of a process that an agent shares with others; a "
          + "worker has its own, which ends with the agent"
      case .table:
        "it calls the library's functions itself, with memory, structs and moments that no host would choose; a worker "
          + "calls the same functions of the same library"
      }
    }

    /// Whether a test is made in that tier.
    package func includes(_ tier: Tier) -> Bool {
      switch self {
      case .files: false
      case .tiers: true
      case .process, .table: tier == .host
      case .worker: tier == .worker
      }
    }
  }

  /// What breaking the rule means.
  package enum Weight: Sendable { case must, should }

  /// Such as `R3.double-completion`; never changes its meaning.
  package let id: String
  /// The number of the rule that it proves.
  package let rule: String
  /// What it does, one line.
  package let title: String
  /// The least level at which it is made.
  package let level: CheckLevel
  package let place: Place
  package let weight: Weight
  /// Whether nothing further can be tested once it has failed.
  package let isGate: Bool
  /// Whether it is made even where a gate is shut, because it tells why.
  package let isDiagnosis: Bool
  /// Whether it needs a library with Roundhouse's entry.
  package let isNative: Bool
  /// How long it may take at the levels quick and full.
  package let timeLimit: Nanoseconds
  package let body: @Sendable (Trial) throws(RoundhouseError) -> Void

  init(
    _ id: String, proves rule: String, _ title: String, level: CheckLevel = .full, place: Place = .tiers,
    weight: Weight = .must, isGate: Bool = false, isDiagnosis: Bool = false, isNative: Bool = false,
    timeLimit: Nanoseconds = .seconds(30),
    body: @escaping @Sendable (Trial) throws(RoundhouseError) -> Void
  ) {
    self.id = id
    self.rule = rule
    self.title = title
    self.level = level
    self.place = place
    self.weight = weight
    self.isGate = isGate
    self.isDiagnosis = isDiagnosis
    self.isNative = isNative
    self.timeLimit = timeLimit
    self.body = body
  }
}
