internal import RoundhouseModel

/// What earlier lives of a run have left.
struct RunPast {
  var history: [JournalEntry] = []
  /// What the runs have used that it has started, and theirs: it counts against this one's budget.
  var children = Spending()

  init() {}

  init(of number: RunNumber, in store: any RunStore) throws(RoundhouseError) {
    history = try store.journal(of: number)
    var journals = [history]
    while let journal = journals.popLast() {
      for entry in journal where entry.kind == .child && entry.status == .started {
        guard let child = RunNumber(String(decoding: entry.body, as: UTF8.self)) else { continue }
        journals.append(try store.journal(of: child))
        for entry in journals[journals.count - 1] { children.add(entry) }
      }
    }
  }
}
