internal import RoundhouseRuns

extension RunRecord {
  /// In the order in which they are read here.
  static let columns = "run, \(values)"

  /// In the order in which they are bound here.
  static let values = """
    workflow, version, state, epoch, input, output, error, created, ended, wake_at, deadline, parent, parent_key, \
    client_key, calls, tokens, cost, depth, timeout, queue, priority, attempts, retries, growth, base, \
    longest, jitter, files
    """

  func bind(to binding: inout Binding, _ files: FilePayloads) {
    binding.add(workflow)
    binding.add(Int64(version))
    binding.add(state.rawValue)
    binding.add(epoch)
    binding.add(input)
    binding.add(output)
    binding.add(error)
    binding.add(created)
    binding.add(ended)
    binding.add(wakeAt)
    binding.add(deadline)
    binding.add(parent.rawValue)
    binding.add(parentKey)
    // NULL, because an index wants the others to be different.
    if clientKey.isEmpty { binding.addNull() } else { binding.add(clientKey) }
    binding.add(budget.calls)
    binding.add(budget.tokens)
    binding.add(budget.cost)
    binding.add(budget.depth)
    binding.add(timeout)
    binding.add(job.queue)
    binding.add(job.priority)
    binding.add(job.attempts)
    binding.add(Int64(job.retry.retries))
    binding.add(job.retry.growth.rawValue)
    binding.add(job.retry.base)
    binding.add(job.retry.limit)
    binding.add(job.retry.jitter)
    binding.add(files.rawValue)
  }

  /// The statement for a run of which its caller has said nothing but workflow and input: as most are, and written with
  /// eight values instead of twenty-eight.
  static var plainInsert: String {
    let (budget, job) = (Budget(), Job())
    let limits = [budget.calls, budget.tokens, budget.cost, budget.depth].map { "\(Int64(bitPattern: $0))" }
    let times = [job.retry.base, job.retry.limit].map { "\(Int64(bitPattern: $0))" }
    return """
      insert into runs(\(values), last, sequence, run) values(
        ?, ?, ?, 0, ?, ?, ?, ?, ?, 0, 0, 0, '', null, \(limits.joined(separator: ", ")),
        0, '\(job.queue)', \(job.priority), \(job.attempts), \(job.retry.retries), '\(job.retry.growth.rawValue)',
        \(times.joined(separator: ", ")), \(job.retry.jitter), 0, ?, ?, ?)
      """
  }

  /// Whether `plainInsert` says all of it.
  var isPlain: Bool {
    clientKey.isEmpty && parentKey.isEmpty && epoch | wakeAt | deadline | timeout | parent.rawValue == 0
      && budget == Budget() && job == Job()
  }

  func bindPlain(to binding: inout Binding) {
    binding.add(workflow)
    binding.add(Int64(version))
    binding.add(state.rawValue)
    binding.add(input)
    binding.add(output)
    binding.add(error)
    binding.add(created)
    binding.add(ended)
  }

  /// - Returns: nil for a state that this version does not know.
  init?(_ row: Row) {
    guard let state = RunState(rawValue: row.integer(3)) else { return nil }
    self.init(
      number: RunNumber(rawValue: row.integer(0)), workflow: row.text(1), version: Int(row.integer(2)), state: state,
      input: row.blob(5), created: row.integer(8))
    epoch = row.integer(4)
    output = row.blob(6)
    error = row.blob(7)
    ended = row.integer(9)
    wakeAt = row.integer(10)
    deadline = row.integer(11)
    parent = RunNumber(rawValue: row.integer(12))
    parentKey = row.text(13)
    clientKey = row.text(14)
    budget.calls = row.unsigned(15)
    budget.tokens = row.unsigned(16)
    budget.cost = row.unsigned(17)
    budget.depth = row.unsigned(18)
    timeout = row.integer(19)
    job.queue = row.text(20)
    job.priority = row.integer(21)
    job.attempts = row.integer(22)
    job.retry = Retry(
      Retry.Growth(rawValue: row.text(24)) ?? .exponential, retries: Int(clamping: row.integer(23)),
      base: row.unsigned(25), limit: row.unsigned(26), jitter: row.real(27))
  }
}

extension StoredRow<RunRecord> {
  func bind(to binding: inout Binding) { value.bind(to: &binding, files) }
}

extension StoredRow<RunChange> {
  func bind(to binding: inout Binding) {
    binding.add(value.state.rawValue)
    binding.add(value.output)
    binding.add(value.error)
    binding.add(value.ended)
    binding.add(value.wakeAt)
    binding.add(value.deadline)
    binding.add(value.attempts)
    binding.add(files.rawValue)
  }
}
