extension GoldenRunFile {
  /// The same as version 4 has written it, which has a table for runs that wait, and files for long payloads. Never changed.
  static let version4 = """
    CREATE TABLE runs(
      run integer primary key, workflow text not null, version integer not null, state integer not null,
      epoch integer not null, input blob not null, output blob not null, error blob not null,
      created integer not null, ended integer not null, wake_at integer not null, deadline integer not null,
      parent integer not null, parent_key text not null, client_key text, calls integer not null,
      tokens integer not null, cost integer not null, depth integer not null, timeout integer not null default 0, queue text not null default '', priority integer not null default 0, attempts integer not null default 0, retries integer not null default 0, growth text not null default 'exponential', base integer not null default 1000000000, longest integer not null default 3600000000000, jitter real not null default 0.2, files integer not null default 0) strict;
    CREATE INDEX runs_open on runs(run) where state < 10;
    CREATE UNIQUE INDEX runs_client on runs(client_key) where client_key is not null;
    CREATE TABLE journal(
      id integer primary key, run integer not null, seq integer not null, key text not null, kind integer not null,
      status integer not null, attempt integer not null, at integer not null, took integer not null,
      agent text not null, input_tokens integer not null, output_tokens integer not null, cost integer not null,
      confidence real, fingerprint integer not null, body blob not null, files integer not null default 0, unique(run, seq)) strict;
    CREATE TABLE meta(key text primary key, value integer not null) strict, without rowid;
    CREATE TABLE artifacts(run integer not null, digest blob not null, primary key(run, digest)) strict, without rowid;
    CREATE INDEX artifacts_named on artifacts(digest);
    CREATE TABLE waits(
      run integer primary key, status integer not null, due integer not null, urgency integer not null) strict;
    CREATE INDEX waits_urgent on waits(urgency desc, run) where status = 0;
    CREATE INDEX waits_due on waits(status, due);
    insert into meta values('generation', 1);
    insert into meta values('last_entry', 9);
    insert into meta values('last_run', 0);
    insert into runs values(1849688064000000000, 'trip', 3, 11, 0, X'7B22746F223A22526F6D65227D', X'', X'7B22636F6465223A2263616E63656C6C6564227D', 1764000000000, 1764000000250, 0, 0, 0, '', NULL, -1, -1, -1, 64, 0, '', 0, 0, 0, 'exponential', 1000000000, 3600000000000, 0.2, 0);
    insert into runs values(1849688064000000001, 'trip/日本', 1, 2, 4, X'', X'00FF', X'', 1764000000000, 0, 1764000500000, 9223372036854775807, 1849688064000000000, 'book/flight#2', 'order-8', 100, -1, -9223372036854775808, 64, 0, '', 0, 0, 0, 'exponential', 1000000000, 3600000000000, 0.2, 0);
    insert into journal values(2, 1849688064000000001, 1, 'a/1', 1, 1, 1, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -1, X'', 0);
    insert into journal values(3, 1849688064000000001, 2, 'a/2', 2, 1, 2, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -2, X'01', 0);
    insert into journal values(4, 1849688064000000001, 3, 'a/3', 3, 1, 3, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -3, X'0202', 0);
    insert into journal values(5, 1849688064000000001, 4, 'a/4', 4, 1, 4, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -4, X'030303', 0);
    insert into journal values(6, 1849688064000000001, 5, 'a/5', 5, 1, 5, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -5, X'04040404', 0);
    insert into journal values(7, 1849688064000000001, 6, 'a/6', 20, 1, 6, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -6, X'0505050505', 0);
    insert into journal values(8, 1849688064000000001, 7, 'a/7', 21, 1, 7, 1764000000000, 1200, 'acme.books', 5, 0, 0, 0.5, -7, X'060606060606', 0);
    insert into waits values(1849688064000000001, 2, 1764000500000, 0);
    pragma application_id = 1380471381;
    pragma user_version = 4;
    """
}
