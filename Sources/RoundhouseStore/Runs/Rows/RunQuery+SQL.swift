internal import RoundhouseRuns

extension RunQuery {
  /// The statement for it: ?1 the workflow, ?2 the time of waking, ?3 the number behind which to begin, ?4 the queue. How
  /// many are wanted is not for it to say: some rows are passed over.
  var sql: String {
    var terms = ["?1 is not null", "?2 is not null", "?3 is not null", "?4 is not null"]
    if !states.isEmpty { terms.append("state in (\(states.map { "\($0.rawValue)" }.joined(separator: ", ")))") }
    if let wait { terms.append("status = \(wait.rawValue)") }
    // Said once more in the words of the index, which is not used otherwise.
    if !states.isEmpty, states.allSatisfy({ !$0.isOver }) { terms.append("state < 10") }
    if !workflow.isEmpty { terms.append("workflow = ?1") }
    if wokenBy != 0 { terms.append("wake_at <> 0 and wake_at <= ?2") }
    // The most urgent are found in their order, not by what is due.
    if wokenBy != 0, wait != nil { terms.append(isUrgentFirst ? "+due <= ?2" : "due <= ?2") }
    if !queue.isEmpty { terms.append("queue = ?4") }
    if !isNewestFirst, !isUrgentFirst { terms.append("run > ?3") }
    let urgency = wait == nil ? "priority" : "urgency"
    let order = isUrgentFirst ? "\(urgency) desc, run" : isNewestFirst ? "run desc" : "run"
    let tables = wait == nil ? "runs" : "waits cross join runs using(run)"
    return """
      select \(RunRow.columns) from \(tables) where \(terms.joined(separator: " and ")) order by \(order)
      """
  }

  /// The state of runs that stand in the table of those that wait, if no others are wanted.
  private var wait: RunState? { states.count == 1 ? states.first { $0.isWait } : nil }
}

extension RunState {
  /// Whether runs in it stand in the table of those that wait, where the next to go on are found.
  var isWait: Bool { self == .queued || self == .waiting }
}
