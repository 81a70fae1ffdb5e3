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

  private var stepRate: Double { Double(steps) / seconds }
  private var commitRate: Double { Double(commits) / seconds }
  private var bareRowRate: Double { Double(bareRows) / bareSeconds }
  private var bareCommitRate: Double { Double(bareCommits) / bareSeconds }

  /// The floor and ours; the ratios are medians of the ratios of each round, whose halves saw the same machine.
  static func measurements(_ bench: String, _ rounds: [DurableRound], width: Int) -> [Measurement] {
    let times = rounds.flatMap(\.times).sorted()
    let bare = median(rounds) { $0.bareSeconds * 1e6 / Double($0.bareCommits) }
    let floor = Measurement(
      bench: bench, system: "c-sqlite-commits", p50: bare,
      p99: rounds.map { $0.bareSeconds * 1e6 / Double($0.bareCommits) }.max() ?? bare,
      operations: median(rounds, \.bareRowRate), notes: "\(width) rows of 256 bytes in each commit; per second: rows",
      count: rounds.reduce(0) { $0 + $1.bareCommits })
    var ours = Measurement(
      bench: bench, system: "roundhouse", p50: times[times.count / 2], p99: times[times.count * 99 / 100],
      operations: median(rounds, \.stepRate), notes: "times are of a run of three steps; per second: steps",
      count: times.count, width: width)
    let runs = Double(times.count)
    ours.extra = [
      ("step_ratio", median(rounds) { $0.stepRate / $0.bareRowRate }),
      ("commit_ratio", median(rounds) { $0.commitRate / $0.bareCommitRate }),
      ("commits_per_run", Double(rounds.reduce(0) { $0 + $1.commits }) / runs),
      ("records_per_run", Double(rounds.reduce(0) { $0 + $1.records }) / runs),
    ]
    return [floor, ours]
  }

  private static func median(_ rounds: [DurableRound], _ value: (DurableRound) -> Double) -> Double {
    let values = rounds.map(value).sorted()
    return values[values.count / 2]
  }
}
