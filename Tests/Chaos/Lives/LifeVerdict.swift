internal import RoundhouseModel
internal import RoundhouseRuns
internal import RoundhouseStore

/// What is wrong with what the lives of one folder have left behind; empty if nothing is.
package struct LifeVerdict: CustomStringConvertible {
  package private(set) var complaints: [String] = []
  package private(set) var lives = 0
  /// Asked by agents' own log.
  package private(set) var asked = 0
  /// Asked again in a later life.
  package private(set) var repeated = 0
  /// Runs that wait for a decision, because a life ended in a step that must not be repeated.
  package private(set) var inDoubt = 0
  /// So many steps were asked and not confirmed when a life ended, at most.
  package private(set) var mostUnderWay = 0

  /// - Parameters:
  ///   - life: the last one, with all work that was begun.
  ///   - expected: what undisturbed work comes to.
  package init(_ life: Life, expected: [LifeWork: [UInt8]]) throws {
    judge(log: try LifeLog.read(life.log), width: life.width)
    let store = try RunFolder(path: life.folder + "/runs").claim(life.settings)
    for (key, work) in life.tasks { try judge(work, key, store, expected) }
    try judgeAll(store, count: life.tasks.count)
  }

  package var description: String {
    let figures =
      "\(lives) lives, \(asked) asked, \(repeated) of them again, \(inDoubt) in doubt, at most \(mostUnderWay) under way"
    return ([figures] + complaints.prefix(20)).joined(separator: "\n")
  }

  private mutating func demand(_ isTrue: Bool, _ text: @autoclosure () -> String) {
    if !isTrue { complaints.append(text()) }
  }

  // MARK: What agents have seen

  private var keys: Set<String> = []
  private var confirmed: Set<String> = []
  /// Asked again after it was confirmed that they have failed: right for a run of which it is recorded that it goes on.
  private var failedAndAsked: Set<String> = []

  private mutating func judge(log: [LifeLog.Line], width: Int) {
    var firstLife: [String: Int] = [:]
    var begun: Set<String> = []
    var recorded: Set<String> = []
    var failed: Set<String> = []
    var underWay: Set<String> = []
    for line in log {
      switch line {
      case .life:
        lives += 1
        mostUnderWay = max(mostUnderWay, underWay.count)
        underWay = []
      case .begun(let key): begun.insert(key)
      case .recorded(let key):
        recorded.insert(key)
        underWay.remove(key)
      case .failed(let key):
        failed.insert(key)
        underWay.remove(key)
      case .asked(let key):
        asked += 1
        demand(!recorded.contains(key), "\(key) was asked again after it was confirmed")
        if failed.contains(key) { failedAndAsked.insert(key) }
        if let life = firstLife[key] {
          if life != lives { repeated += 1 }
          demand(!key.hasSuffix("/" + LifeWork.once), "\(key) must not be repeated, and was")
        }
        if key.hasSuffix("/" + LifeWork.once) {
          demand(begun.contains(key), "\(key) was asked before it was confirmed that it begins")
        }
        if firstLife[key] == nil { firstLife[key] = lives }
        underWay.insert(key)
      }
    }
    let most = mostUnderWay
    demand(most <= width, "\(most) steps were under way, and only \(width) can be")
    (keys, confirmed) = (Set(firstLife.keys), recorded)
  }

  // MARK: What is recorded

  private mutating func judge(
    _ work: LifeWork, _ key: String, _ store: SQLiteRunStore, _ expected: [LifeWork: [UInt8]]
  ) throws {
    guard let run = try store.run(clientKey: key) else { return demand(false, "there is no run of \(key)") }
    let error = String(decoding: run.error, as: UTF8.self)
    if run.state == .blocked, work.isCareful {
      inDoubt += 1
      return demand(error.contains(ErrorCode.stepInDoubt.rawValue), "\(key) is blocked: \(error)")
    }
    demand(run.state == .completed, "\(key) is \(run.state.name): \(error)")
    // How many have voted before the third is called off is a matter of time; that it is the same in all lives is not.
    if work == .quorum { return }
    demand(
      run.output == expected[work],
      "\(key) came to \(String(decoding: run.output, as: UTF8.self)) instead of "
        + String(decoding: expected[work] ?? [], as: UTF8.self))
  }

  private mutating func judgeAll(_ store: SQLiteRunStore, count: Int) throws {
    var query = RunQuery()
    query.limit = .max
    let runs = try store.runs(query)
    demand(runs.count { $0.parent.rawValue == 0 } == count, "there are runs that nobody asked for, or too few")
    let children = runs.filter { $0.parent.rawValue != 0 }.map { "\($0.parent)/\($0.parentKey)" }
    demand(Set(children).count == children.count, "a run has started another twice")
    var known: Set<String> = []
    var finished: Set<String> = []
    for run in runs {
      demand(run.state.isOver || run.state == .blocked, "\(run.number) is \(run.state.name) at the end")
      let journal = try store.journal(of: run.number)
      if !journal.contains(where: { $0.kind == .end && $0.key == "event:run:again" }) {
        let wrong = failedAndAsked.filter { $0.hasPrefix("\(run.number)/") }
        demand(wrong.isEmpty, "asked again after it was confirmed that they have failed: \(wrong)")
      }
      let entries = journal.filter { $0.kind.rawValue < JournalEntry.Kind.event.rawValue }
      let ends = entries.filter { $0.status != .started }.map(\.key)
      // Of a job's attempts each may have failed; no step has succeeded twice.
      let doubles = Dictionary(grouping: entries.filter { $0.status == .finished }, by: \.key).filter { $1.count > 1 }
      demand(doubles.isEmpty, "\(run.number) has recorded twice: \(doubles.keys.sorted())")
      if run.job.queue.isEmpty {
        demand(Set(ends).count == ends.count, "\(run.number) has two ends of one step: \(ends)")
      }
      known.formUnion(entries.map { "\(run.number)/\($0.key)" })
      finished.formUnion(entries.lazy.filter { $0.status == .finished }.map { "\(run.number)/\($0.key)" })
    }
    let lost = confirmed.subtracting(finished).sorted()
    demand(lost.isEmpty, "confirmed and lost: \(lost.prefix(5))")
    let strange = keys.subtracting(known).sorted()
    demand(strange.isEmpty, "asked with keys that no run has: \(strange.prefix(5))")
  }
}
