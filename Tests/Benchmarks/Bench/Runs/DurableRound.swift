/// What one round of recorded runs and bare commits came to.
struct DurableRound {
  /// Of each run, in microseconds.
  var times: [Double]
  var steps: Int
  var seconds: Double
  var bareRows: Int
  var bareCommits: Int
  var bareSeconds: Double
  /// What the runs wrote.
  var commits: Int
  var records: Int

  /// The floor and ours. Rates and ratios are of all rounds together, those in which a log was moved included: what is put
  /// off to every third round is to be seen. The lasting ratio is of the second half, when the floor has begun its log anew
  /// and writes it over too.
  static func measurements(_ bench: String, _ rounds: [DurableRound], width: Int) -> [Measurement] {
    let times = rounds.flatMap(\.times).sorted()
    let bare = rounds.map { $0.bareSeconds * 1e6 / Double($0.bareCommits) }.sorted()
    let all = Rates(rounds)
    let floor = Measurement(
      bench: bench, system: "c-sqlite-commits", p50: bare[bare.count / 2], p99: bare[bare.count - 1],
      operations: all.bareRows, notes: "\(width) rows of 256 bytes in each commit; per second: rows",
      count: rounds.reduce(0) { $0 + $1.bareCommits })
    var ours = Measurement(
      bench: bench, system: "roundhouse", p50: times[times.count / 2], p99: times[times.count * 99 / 100],
      operations: all.steps, notes: "times are of a run of three steps; per second: steps", count: times.count,
      width: width)
    let lasting = Rates(rounds.suffix(rounds.count / 2))
    let runs = Double(times.count)
    ours.extra = [
      ("step_ratio", all.steps / all.bareRows),
      ("lasting_step_ratio", lasting.steps / lasting.bareRows),
      ("commit_ratio", all.commits / all.bareCommits),
      ("lasting_commit_ratio", lasting.commits / lasting.bareCommits),
      ("worst_us", times[times.count - 1]),
      ("commits_per_run", Double(rounds.reduce(0) { $0 + $1.commits }) / runs),
      ("records_per_run", Double(rounds.reduce(0) { $0 + $1.records }) / runs),
    ]
    return [floor, ours]
  }

  /// Per second.
  private struct Rates {
    let steps, commits, bareRows, bareCommits: Double

    init(_ rounds: some Sequence<DurableRound>) {
      var (seconds, bareSeconds) = (0.0, 0.0)
      var (steps, commits, bareRows, bareCommits) = (0, 0, 0, 0)
      for round in rounds {
        seconds += round.seconds
        bareSeconds += round.bareSeconds
        steps += round.steps
        commits += round.commits
        bareRows += round.bareRows
        bareCommits += round.bareCommits
      }
      self.steps = Double(steps) / seconds
      self.commits = Double(commits) / seconds
      self.bareRows = Double(bareRows) / bareSeconds
      self.bareCommits = Double(bareCommits) / bareSeconds
    }
  }
}
