package import RoundhouseModel
internal import Synchronization

extension Runs {
  /// Runs a run's code over its journal, asking nobody and writing nothing: what it would come to now.
  package func replay(_ number: RunNumber) async throws(RoundhouseError) -> Replay {
    let (record, history) = try await askStore { [store] () throws(RoundhouseError) in
      guard let record = try store.run(number) else { throw RoundhouseError.unknownRun(number) }
      return (record, try store.journal(of: number))
    }
    guard let code = workflow(record.workflow) else { throw .unknownWorkflow(record.workflow) }
    let silent = SilentAgents()
    let core = RunCore(
      number, agents: silent, journal: nil, clock: clock, ledger: Ledger(Budget(), history: history, parent: nil))
    var replay = Replay(outcome: RunOutcome(number: number, state: .completed))
    do {
      replay.outcome.output = try await code.body(Run(core), record.input)
    } catch {
      replay.outcome.output = (error as? WorkflowFailure)?.output ?? []
      let error = RunError(error, step: code.name)
      replay.outcome.state = .failed
      replay.outcome.error = error.error
    }
    if let fault = core.fault { (replay.outcome.state, replay.outcome.error) = (.blocked, fault.error) }
    replay.asked = silent.asked
    replay.unreached = core.ledger.unreached
    replay.isSame =
      replay.asked.isEmpty && replay.unreached.isEmpty && core.fault == nil
      && replay.outcome.output == record.output
    return replay
  }
}

/// What a run's code does with its journal today.
package struct Replay: Sendable {
  package var outcome: RunOutcome
  /// Capabilities that the code asked for and the journal has no answer of.
  package var asked: [String] = []
  /// Steps that are recorded and that the code did not ask for.
  package var unreached: [String] = []
  /// Whether the code takes the same way to the same end.
  package var isSame = false
}

/// Nobody: notes what it is asked for, and refuses it.
private final class SilentAgents: Invoking {
  private let log = Mutex<[String]>([])

  var asked: [String] { log.withLock { $0 } }

  func call(
    _ capability: String, _ payload: [UInt8], _ options: CallOptions
  ) async throws(RoundhouseError) -> Payload {
    log.withLock { $0.append(capability) }
    throw RoundhouseError(.runDiverged, "nothing is recorded of \(capability), and a replay asks nobody")
  }
}
