/// The tables of a file of runs. Numbers of runs and records ascend, so new rows stand at the tables' ends; what is
/// looked for among open runs is in indexes that hold only those.
enum RunSchema {
  static let schema = Schema(
    applicationID: 0x5248_5255,  // "RHRU"
    migrations: [
      """
      create table runs(
        run integer primary key, workflow text not null, version integer not null, state integer not null,
        epoch integer not null, input blob not null, output blob not null, error blob not null,
        created integer not null, ended integer not null, wake_at integer not null, deadline integer not null,
        parent integer not null, parent_key text not null, client_key text, calls integer not null,
        tokens integer not null, cost integer not null, depth integer not null) strict;
      create index runs_open on runs(run) where state < 10;
      create index runs_waiting on runs(wake_at) where state = 2;
      create index runs_ended on runs(ended) where state >= 10;
      create unique index runs_client on runs(client_key) where client_key is not null;
      create table journal(
        id integer primary key, run integer not null, seq integer not null, key text not null, kind integer not null,
        status integer not null, attempt integer not null, at integer not null, took integer not null,
        agent text not null, input_tokens integer not null, output_tokens integer not null, cost integer not null,
        confidence real, fingerprint integer not null, body blob not null, unique(run, seq)) strict;
      create table meta(key text primary key, value integer not null) strict, without rowid;
      insert into meta values('generation', 0), ('last_entry', 0), ('last_run', 0);
      """,
      // Jobs.
      """
      alter table runs add column timeout integer not null default 0;
      alter table runs add column queue text not null default '';
      alter table runs add column priority integer not null default 0;
      alter table runs add column attempts integer not null default 0;
      alter table runs add column retries integer not null default 0;
      alter table runs add column growth text not null default 'exponential';
      alter table runs add column base integer not null default 1000000000;
      create index runs_queued on runs(priority desc, run) where state = 0;
      """,
      // How jobs are tried again, whole; and when the next one is due.
      """
      alter table runs add column longest integer not null default 3600000000000;
      alter table runs add column jitter real not null default 0.2;
      create index runs_due on runs(wake_at) where state = 0;
      """,
      // Long payloads in files: which of a row's are, and which runs have named which file. And what every run had to pay
      // for in indexes of `runs` is paid by those that wait or are queued, in a table of their own; what is to be pruned
      // is found by the runs' numbers.
      """
      alter table runs add column files integer not null default 0;
      alter table journal add column files integer not null default 0;
      create table artifacts(run integer not null, digest blob not null, primary key(run, digest)) strict, without rowid;
      create index artifacts_named on artifacts(digest);
      create table waits(
        run integer primary key, status integer not null, due integer not null, urgency integer not null) strict;
      insert into waits select run, state, wake_at, priority from runs where state in (0, 2);
      create index waits_urgent on waits(urgency desc, run) where status = 0;
      create index waits_due on waits(status, due);
      drop index runs_waiting;
      drop index runs_ended;
      drop index runs_queued;
      drop index runs_due;
      """,
      // What a commit writes is one row, and the rows of runs follow later: with what they are looked for by, the batches
      // that say the rest (its beginning, its last change, the last of all), and its last record's sequence. `RunTables`
      // moves the old rows over and drops their tables.
      """
      create table batches(
        id integer primary key, entry integer not null, run integer not null, body blob not null) strict;
      alter table runs rename to old_runs;
      drop index runs_open;
      drop index runs_client;
      create table runs(
        run integer primary key, workflow text not null, state integer not null, epoch integer not null,
        ended integer not null, wake_at integer not null, queue text not null, priority integer not null,
        client_key text, first integer not null, changed integer not null, last integer not null,
        sequence integer) strict;
      create index runs_open on runs(run) where state < 10;
      create unique index runs_client on runs(client_key) where client_key is not null;
      insert into meta values('followed', 0);
      """,
    ])
}
