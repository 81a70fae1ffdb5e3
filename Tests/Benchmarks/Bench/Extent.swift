/// How long the benchmarks of runs and replacements measure: long enough for figures, or only to see that they work (the word `short`).
struct Extent {
  /// Times that floor and ours are measured in turn.
  var rounds = 15
  /// Runs in each round, one at a time.
  var runs = 400
  /// Runs in each round, many at a time.
  var crowd = 6400
  /// Operations between two looks at the clock, of those that take microseconds.
  var batch = 1000
  /// Runs that a killed process leaves.
  var left = 10_000
  /// Generations that come one after another.
  var replacements = 100

  static let whole = Extent()
  static let short = Extent(rounds: 3, runs: 30, crowd: 512, batch: 100, left: 500, replacements: 12)
}
