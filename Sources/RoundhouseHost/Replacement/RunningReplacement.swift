internal import RoundhouseLoading
internal import RoundhouseModel
internal import Synchronization

/// A replacement that goes on: the two generations, where it stands, and what is told of it.
final class RunningReplacement: Sendable {
  struct State: Sendable {
    /// Whose place it is to take.
    var incumbent: AgentRecord
    var machine: Replacement
    var report: ReplacementReport
    /// nil until it is made.
    var successor: AgentRecord?
    /// What the old generation's cells had counted when the new one got its share.
    var baseline: [UInt32: CallStatistics] = [:]
    var lateBefore: UInt64 = 0
  }

  let agent: String
  let bundle: AgentBundle
  let state: Mutex<State>

  var incumbent: AgentRecord { state.withLock { $0.incumbent } }
  var successor: AgentRecord? { state.withLock { $0.successor } }
  var report: ReplacementReport { state.withLock { $0.report } }
  var phase: ReplacementReport.Phase { state.withLock { $0.machine.phase } }

  init(_ bundle: AgentBundle, in place: AgentRecord, isReturn: Bool, now: Nanoseconds, wallClock: Int64) {
    agent = place.id
    self.bundle = bundle
    let patience = 2 &* bundle.manifest.startTimeout &+ .seconds(1)
    let machine = Replacement(bundle.replacement, patience: patience, now: now)
    var report = ReplacementReport(
      agent: place.id,
      old: GenerationReport(place),
      new: GenerationReport(generation: 0, version: bundle.manifest.version), isReturn: isReturn,
      began: .init(.probing, wallClock))
    report.isHeld = bundle.replacement.hold
    state = Mutex(State(incumbent: place, machine: machine, report: report))
  }

  /// Takes note of what happened.
  /// - Returns: what is to be done; each thing is returned to one caller, once.
  func event(_ event: Replacement.Event, now: Nanoseconds, wallClock: Int64) -> Replacement.Action {
    state.withLock { state in
      let before = state.machine.phase
      let action = state.machine.event(event, now: now)
      let phase = state.machine.phase
      if phase != before { state.report.steps.append(.init(phase, wallClock)) }
      state.report.isHeld = state.machine.policy.hold
      switch action {
      case .share(let share): state.report.share = share
      case .promote(let reason), .rollBack(let reason): state.report.reason = reason
      case .nothing, .create, .handOver: break
      }
      return action
    }
  }

  /// Another generation was promoted while this one was made.
  func moved(to incumbent: AgentRecord) {
    state.withLock { state in
      guard state.incumbent !== incumbent else { return }
      state.incumbent = incumbent
      state.report.old = GenerationReport(incumbent)
    }
  }

  /// The new generation is made.
  func made(_ successor: AgentRecord) {
    state.withLock { state in
      state.successor = successor
      state.report.new.generation = successor.generation
      state.report.new.sha256 = successor.sha256
    }
  }

  /// What was decided could not be done any more.
  func amend(_ phase: ReplacementReport.Phase, _ reason: String) {
    state.withLock { state in
      state.report.steps[state.report.steps.count - 1].phase = phase
      state.report.reason = reason
    }
  }
}

extension GenerationReport {
  fileprivate init(_ agent: AgentRecord) {
    self.init(generation: agent.generation, version: agent.manifest.version, sha256: agent.sha256)
  }
}
