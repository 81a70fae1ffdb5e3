import RoundhouseModel
import RoundhouseRuns

/// A run as an operation, with as little as it needs.
func create(_ number: Int64, key: String = "", state: RunState = .running, workflow: String = "trip") -> RunOperation {
  var run = RunRecord(
    number: RunNumber(rawValue: number), workflow: workflow, version: 1, state: state, input: Array("in".utf8),
    created: number)
  run.clientKey = key
  return .create(run)
}

func record(_ id: Int64, of run: Int64, _ sequence: Int64, body: [UInt8] = Array("{}".utf8)) -> RunOperation {
  .record(entry(id, of: run, sequence, body: body))
}

func entry(_ id: Int64, of run: Int64, _ sequence: Int64, body: [UInt8] = Array("{}".utf8)) -> JournalEntry {
  var entry = JournalEntry(
    run: RunNumber(rawValue: run), sequence: sequence, key: "step-\(sequence)", kind: .call, status: .finished, at: id)
  entry.id = id
  entry.body = body
  return entry
}

func update(_ number: Int64, _ state: RunState, epoch: Int64 = 0, ended: Int64 = 0, wakeAt: Int64 = 0) -> RunOperation {
  var change = RunChange(number: RunNumber(rawValue: number), epoch: epoch, state: state)
  change.ended = ended
  change.wakeAt = wakeAt
  return .update(change)
}

extension RunStore {
  /// The error that a commit ends with; nil if it succeeds.
  func refusal(_ operations: RunOperation...) -> RoundhouseError? {
    do {
      try commit(operations)
      return nil
    } catch { return error }
  }

  func run(_ number: Int64) throws -> RunRecord? { try run(RunNumber(rawValue: number)) }

  func sequences(of run: Int64) throws -> [Int64] { try journal(of: RunNumber(rawValue: run)).map(\.sequence) }

  /// The numbers of the runs that a query finds.
  func numbers(_ change: (inout RunQuery) -> Void = { _ in }) throws -> [Int64] {
    var query = RunQuery()
    change(&query)
    return try runs(query).map(\.number.rawValue)
  }
}
