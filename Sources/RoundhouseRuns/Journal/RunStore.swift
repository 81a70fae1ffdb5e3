package import RoundhouseModel

/// Where runs and their journals live. Asked by one thread at a time.
///
/// Every store passes the same suite of tests.
package protocol RunStore: AnyObject, Sendable {
  /// Writes all or nothing. What it has written survives a crash of process and machine once this returns.
  ///
  /// Numbers of records ascend from commit to commit, sequences within a run.
  /// - Throws: `storeFull` if there is no room, `conflict` if another host has taken a run over, a number or key is taken
  ///   or a record is of no run, `internal` if the store cannot be written; nothing was written then, and the same may be tried again.
  func commit(_ operations: [RunOperation]) throws(RoundhouseError)

  /// Whether another host has taken over all that is in here, so that nothing will ever be written again.
  var isLost: Bool { get }

  /// A run's record; nil if there is none of that number.
  func run(_ number: RunNumber) throws(RoundhouseError) -> RunRecord?

  /// The run that was asked for with the caller's own key.
  func run(clientKey: String) throws(RoundhouseError) -> RunRecord?

  /// Runs in the order of their numbers.
  func runs(_ query: RunQuery) throws(RoundhouseError) -> [RunRecord]

  /// When the next of the runs in a state may be taken or is to be woken, or could have been: in milliseconds since 1970.
  /// - Parameter state: `queued` or `waiting`.
  /// - Returns: nil if there is none; of those that wait for nothing but the outside none is.
  func nextDue(_ state: RunState) throws(RoundhouseError) -> Int64?

  /// A run's records in the order in which they were written.
  func journal(of run: RunNumber) throws(RoundhouseError) -> [JournalEntry]

  /// Records of all runs behind one, in order.
  func entries(after id: Int64, limit: Int) throws(RoundhouseError) -> [JournalEntry]

  /// The highest number of a record; 0 in an empty store. Never goes back, whatever is pruned.
  var lastEntry: Int64 { get throws(RoundhouseError) }

  /// Forgets runs that ended before a time, with their journals.
  /// - Parameter limit: at most so many at once, because others wait meanwhile.
  /// - Returns: how many were forgotten.
  func prune(endedBefore time: Int64, limit: Int) throws(RoundhouseError) -> Int

  /// Is told that nobody waits for anything now: a time for what would otherwise be done between two commits. Returns
  /// at once if there is nothing to do.
  func rest()
}

extension RunStore {
  package func rest() {}
}

/// Which runs are wanted.
package struct RunQuery: Sendable {
  /// Empty for all.
  package var states: [RunState] = []
  /// Empty for all.
  package var workflow = ""
  /// Only those that are to be woken by then, in milliseconds since 1970; 0 for all.
  package var wokenBy: Int64 = 0
  /// Only those with a higher number.
  package var after = RunNumber(rawValue: 0)
  package var limit = 100
  /// The highest numbers first; then `after` is ignored.
  package var isNewestFirst = false
  /// Jobs of higher priority first, and the longest waiting among equals; then `after` is ignored.
  package var isUrgentFirst = false
  /// Only jobs of this queue; empty for all.
  package var queue = ""

  package init() {}
}
