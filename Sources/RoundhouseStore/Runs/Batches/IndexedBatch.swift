internal import RoundhouseRuns

/// A batch of which is known where each run's parts are: it may have hundreds, and is asked about one run after another.
final class IndexedBatch {
  let batch: Batch
  private let parts: [RunNumber: [BatchPart]]

  /// - Returns: nil if it cannot be understood.
  init?(_ batch: Batch) {
    var parts: [RunNumber: [BatchPart]] = [:]
    let isUnderstood = batch.forEach { part in
      parts[part.run, default: []].append(part)
      return true
    }
    guard isUnderstood else { return nil }
    self.batch = batch
    self.parts = parts
  }

  var id: Int64 { batch.id }

  /// The batch in which a run was before; nil if the run is not in this one.
  func previous(of run: RunNumber) -> Int64? { parts[run]?.lazy.map(\.previous).min() }

  /// How a run began; nil if that is not here, or cannot be understood.
  func beginning(of run: RunNumber) -> StoredRow<RunRecord>? {
    guard let part = parts[run]?.first(where: { $0.kind == .create }),
      case .create(let beginning) = batch.operation(part)
    else { return nil }
    return beginning
  }

  /// What has become of a run last; nil if that is not here, or cannot be understood.
  func lastChange(of run: RunNumber) -> StoredRow<RunChange>? {
    guard let part = parts[run]?.last(where: { $0.kind == .change }), case .change(let change) = batch.operation(part)
    else { return nil }
    return change
  }

  /// A run's records; nil if one of them cannot be understood.
  func records(of run: RunNumber) -> [StoredRow<JournalEntry>]? {
    var records: [StoredRow<JournalEntry>] = []
    for part in parts[run] ?? [] where part.kind == .record {
      guard case .record(let record) = batch.operation(part) else { return nil }
      records.append(record)
    }
    return records
  }
}
