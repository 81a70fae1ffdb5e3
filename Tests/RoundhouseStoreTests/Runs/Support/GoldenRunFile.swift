import RoundhouseModel
import RoundhouseRuns

/// A file of runs as version 1 of Roundhouse's store has written it, made with `RunFileText`. Never changed: every later
/// version reads it.
enum GoldenRunFile {
  static let version1 = """
    CREATE TABLE runs(
      run integer primary key, workflow text not null, version integer not null, state integer not null,
      epoch integer not null, input blob not null, output blob not null, error blob not null,
      created integer not null, ended integer not null, wake_at integer not null, deadline integer not null,
      parent integer not null, parent_key text not null, client_key text, calls integer not null,
      tokens integer not null, cost integer not null, depth integer not null) strict;
    CREATE INDEX runs_open on runs(run) where state < 10;
    CREATE INDEX runs_waiting on runs(wake_at) where state = 2;
    CREATE INDEX runs_ended on runs(ended) where state >= 10;
    CREATE UNIQUE INDEX runs_client on runs(client_key) where client_key is not null;
    CREATE TABLE journal(
      id integer primary key, run integer not null, seq integer not null, key text not null, kind integer not null,
      status integer not null, attempt integer not null, at integer not null, took integer not null,
      agent text not null, input_tokens integer not null, output_tokens integer not null, cost integer not null,
      confidence real, fingerprint integer not null, body blob not null, unique(run, seq)) strict;
    CREATE TABLE meta(key text primary key, value integer not null) strict, without rowid;
    insert into meta values('generation', 1);
    insert into meta values('last_entry', 9);
    insert into meta values('last_run', 0);
    insert into runs values(1849688064000000000, 'trip', 3, 11, 0, X'7B22746F223A22526F6D65227D', X'', X'7B22636F6465223A2263616E63656C6C6564227D', 1764000000000, 1764000000250, 0, 0, 0, '', NULL, -1, -1, -1, 64);
    insert into runs values(1849688064000000001, 'trip/日本', 1, 2, 4, X'', X'00FF', X'', 1764000000000, 0, 1764000500000, 9223372036854775807, 1849688064000000000, 'book/flight#2', 'order-8', 100, -1, -9223372036854775808, 64);
    insert into journal values(2, 1849688064000000001, 1, 'a/1', 1, 1, 1, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -1, X'');
    insert into journal values(3, 1849688064000000001, 2, 'a/2', 2, 1, 2, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -2, X'01');
    insert into journal values(4, 1849688064000000001, 3, 'a/3', 3, 1, 3, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -3, X'0202');
    insert into journal values(5, 1849688064000000001, 4, 'a/4', 4, 1, 4, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -4, X'030303');
    insert into journal values(6, 1849688064000000001, 5, 'a/5', 5, 1, 5, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -5, X'04040404');
    insert into journal values(7, 1849688064000000001, 6, 'a/6', 20, 1, 6, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -6, X'0505050505');
    insert into journal values(8, 1849688064000000001, 7, 'a/7', 21, 1, 7, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -7, X'060606060606');
    pragma application_id = 1380471381;
    pragma user_version = 1;
    """

  static var ended: RunRecord {
    var run = RunRecord(
      number: RunNumber(rawValue: 1_764_000_000_000 << 20), workflow: "trip", version: 3, state: .failed,
      input: Array(#"{"to":"Rome"}"#.utf8), created: 1_764_000_000_000)
    run.error = Array(#"{"code":"cancelled"}"#.utf8)
    run.ended = 1_764_000_000_250
    return run
  }

  static var open: RunRecord {
    var run = RunRecord(
      number: RunNumber(rawValue: ended.number.rawValue + 1), workflow: "trip/日本", version: 1, state: .waiting,
      input: [],
      created: 1_764_000_000_000)
    run.epoch = 4
    run.output = [0, 255]
    run.wakeAt = 1_764_000_500_000
    run.deadline = .max
    run.parent = ended.number
    run.parentKey = "book/flight#2"
    run.clientKey = "order-8"
    run.budget.calls = 100
    run.budget.cost = 1 << 63
    return run
  }

  static var journal: [JournalEntry] {
    let kinds: [JournalEntry.Kind] = [.call, .step, .sleep, .review, .choice, .event, .attempt]
    return kinds.enumerated().map { index, kind in
      let number = Int64(index + 1)
      var entry = JournalEntry(
        run: open.number, sequence: number, key: "a/\(number)", kind: kind, status: .finished, at: 1_764_000_000_000)
      entry.id = number + 1
      entry.attempt = number
      entry.took = 1_200
      entry.agent = "acme.books"
      entry.usage.inputTokens = 5
      entry.usage.confidence = 0.5
      entry.fingerprint = .max - UInt64(index)
      entry.body = [UInt8](repeating: UInt8(index), count: index)
      return entry
    }
  }
}
