internal import RoundhouseRuns

/// An operation as a batch has it: long payloads are the names of their files.
enum StoredOperation {
  case create(StoredRow<RunRecord>)
  case record(StoredRow<JournalEntry>)
  case change(StoredRow<RunChange>)
}
