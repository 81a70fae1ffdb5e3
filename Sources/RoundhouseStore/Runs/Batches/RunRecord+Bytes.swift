internal import RoundhouseModel
internal import RoundhouseRuns

extension RunRecord {
  /// - Parameter files: those of its payloads that are names of files.
  func write(to writer: inout ByteWriter, _ files: FilePayloads) {
    writer.add(workflow)
    writer.add(Int64(version))
    writer.add(UInt64(bitPattern: state.rawValue))
    writer.add(created)
    writer.add(input)
    writer.add(output)
    writer.add(error)
    writer.add(ended)
    // Of most their callers have said no more.
    let isPlain = isPlain && files.isEmpty
    writer.add(byte: isPlain ? 0 : 1)
    if isPlain { return }
    writer.add(epoch)
    writer.add(wakeAt)
    writer.add(deadline)
    writer.add(parent.rawValue)
    writer.add(parentKey)
    writer.add(clientKey)
    writer.add(budget.calls)
    writer.add(budget.tokens)
    writer.add(budget.cost)
    writer.add(budget.depth)
    writer.add(timeout)
    writer.add(job.queue)
    writer.add(job.priority)
    writer.add(job.attempts)
    writer.add(Int64(job.retry.retries))
    writer.add(job.retry.growth.rawValue)
    writer.add(job.retry.base)
    writer.add(job.retry.limit)
    writer.add(whole: job.retry.jitter.bitPattern)
    writer.add(files.rawValue)
  }

  private var isPlain: Bool {
    clientKey.isEmpty && parentKey.isEmpty && epoch | wakeAt | deadline | timeout | parent.rawValue == 0
      && budget == Budget() && job == Job()
  }
}

extension StoredRow<RunRecord> {
  /// - Returns: nil for a state that this version does not know.
  init?(_ number: RunNumber, _ reader: inout ByteReader) {
    let (workflow, version) = (reader.text(), Int(reader.signed()))
    guard let state = RunState(rawValue: Int64(bitPattern: reader.unsigned())) else { return nil }
    let created = reader.signed()
    var run = RunRecord(
      number: number, workflow: workflow, version: version, state: state, input: reader.payload(), created: created)
    run.output = reader.payload()
    run.error = reader.payload()
    run.ended = reader.signed()
    guard reader.byte() != 0 else {
      self.init(value: run, files: [])
      return
    }
    run.epoch = reader.signed()
    run.wakeAt = reader.signed()
    run.deadline = reader.signed()
    run.parent = RunNumber(rawValue: reader.signed())
    run.parentKey = reader.text()
    run.clientKey = reader.text()
    run.budget.calls = reader.unsigned()
    run.budget.tokens = reader.unsigned()
    run.budget.cost = reader.unsigned()
    run.budget.depth = reader.unsigned()
    run.timeout = reader.signed()
    run.job.queue = reader.text()
    run.job.priority = reader.signed()
    run.job.attempts = reader.signed()
    let retries = Int(clamping: reader.signed())
    let growth = Retry.Growth(rawValue: reader.text()) ?? .exponential
    let (base, limit) = (reader.unsigned(), reader.unsigned())
    run.job.retry = Retry(
      growth, retries: retries, base: base, limit: limit, jitter: Double(bitPattern: reader.whole()))
    self.init(value: run, files: FilePayloads(rawValue: reader.signed()))
  }
}
