internal import RoundhouseModel
internal import RoundhouseRuns

extension JournalEntry {
  /// In the order in which they are bound and read here.
  static let columns = """
    id, run, seq, key, kind, status, attempt, at, took, agent, input_tokens, output_tokens, cost, confidence, \
    fingerprint, body, files
    """

  /// - Parameter files: `body` if the entry's own is the name of a file.
  func bind(to binding: inout Binding, _ files: FilePayloads = []) {
    binding.add(id)
    binding.add(run.rawValue)
    binding.add(sequence)
    binding.add(key)
    binding.add(kind.rawValue)
    binding.add(status.rawValue)
    binding.add(attempt)
    binding.add(at)
    binding.add(took)
    binding.add(agent)
    binding.add(usage.inputTokens)
    binding.add(usage.outputTokens)
    binding.add(usage.costMicros)
    binding.add(usage.confidence)
    binding.add(fingerprint)
    binding.add(body)
    binding.add(files.rawValue)
  }

  /// - Returns: nil for a kind or status that this version does not know.
  init?(_ row: Row) {
    guard let kind = Kind(rawValue: row.integer(4)), let status = Status(rawValue: row.integer(5)) else { return nil }
    self.init(
      run: RunNumber(rawValue: row.integer(1)), sequence: row.integer(2), key: row.text(3), kind: kind, status: status,
      at: row.integer(7))
    id = row.integer(0)
    attempt = row.integer(6)
    took = row.unsigned(8)
    agent = row.text(9)
    usage.inputTokens = row.unsigned(10)
    usage.outputTokens = row.unsigned(11)
    usage.costMicros = row.unsigned(12)
    usage.confidence = row.real(13)
    fingerprint = row.unsigned(14)
    body = row.blob(15)
  }
}
