extension GoldenRunFile {
  /// The same as version 5 has written it, which has a row for each commit, and of a run what it is looked for by. Never
  /// changed.
  static let version5 = """
    CREATE TABLE meta(key text primary key, value integer not null) strict, without rowid;
    CREATE TABLE artifacts(run integer not null, digest blob not null, primary key(run, digest)) strict, without rowid;
    CREATE INDEX artifacts_named on artifacts(digest);
    CREATE TABLE waits(
      run integer primary key, status integer not null, due integer not null, urgency integer not null) strict;
    CREATE INDEX waits_urgent on waits(urgency desc, run) where status = 0;
    CREATE INDEX waits_due on waits(status, due);
    CREATE TABLE batches(
      id integer primary key, entry integer not null, run integer not null, body blob not null) strict;
    CREATE TABLE runs(
      run integer primary key, workflow text not null, state integer not null, epoch integer not null,
      ended integer not null, wake_at integer not null, queue text not null, priority integer not null,
      client_key text, first integer not null, changed integer not null, last integer not null,
      sequence integer) strict;
    CREATE INDEX runs_open on runs(run) where state < 10;
    CREATE UNIQUE INDEX runs_client on runs(client_key) where client_key is not null;
    insert into meta values('followed', 3);
    insert into meta values('generation', 1);
    insert into meta values('last_entry', 9);
    insert into meta values('last_run', 1849688064000000001);
    insert into runs values(1849688064000000000, 'trip', 11, 0, 1764000000250, 0, '', 0, NULL, 1, 0, 1, NULL);
    insert into runs values(1849688064000000001, 'trip/日本', 2, 4, 0, 1764000500000, '', 0, 'order-8', 1, 0, 2, 7);
    insert into batches values(1, 0, 1849688064000000001, X'010141000000000000807E69AB19000474726970060B80A0BFE9D6660D7B22746F223A22526F6D65227D00147B22636F6465223A2263616E63656C6C6564227DF4A3BFE9D66600018F000000010000807E69AB19000B747269702FE697A5E69CAC020280A0BFE9D666000200FF00000108C0A4FCE9D666FEFFFFFFFFFFFFFFFF0180808080D0DFB4AB330D626F6F6B2F666C696768742332076F726465722D3864FFFFFFFFFFFFFFFFFF01808080808080808080014000000000000B6578706F6E656E7469616C8094EBDC0380C0E285E3689A9999999999C93F00');
    insert into batches values(2, 8, 1849688064000000001, X'010238000000010000807E69AB1902040201011E80A0BFE9D66603612F31B0090A61636D652E626F6F6B73050000000000000000E03FFFFFFFFFFFFFFFFF023A000000010000807E69AB1904060402011F80A0BFE9D66603612F3204B0090A61636D652E626F6F6B73050000000000000000E03FFEFFFFFFFFFFFFFF01023B000000010000807E69AB1904080603011F80A0BFE9D66603612F3306B0090A61636D652E626F6F6B73050000000000000000E03FFDFFFFFFFFFFFFFF0202023C000000010000807E69AB19040A0804011F80A0BFE9D66603612F3408B0090A61636D652E626F6F6B73050000000000000000E03FFCFFFFFFFFFFFFFF030303023D000000010000807E69AB19040C0A05011F80A0BFE9D66603612F350AB0090A61636D652E626F6F6B73050000000000000000E03FFBFFFFFFFFFFFFFF04040404023E000000010000807E69AB19040E0C14011F80A0BFE9D66603612F360CB0090A61636D652E626F6F6B73050000000000000000E03FFAFFFFFFFFFFFFFF0505050505023F000000010000807E69AB1904100E15011F80A0BFE9D66603612F370EB0090A61636D652E626F6F6B73050000000000000000E03FF9FFFFFFFFFFFFFF060606060606');
    insert into waits values(1849688064000000001, 2, 1764000500000, 0);
    pragma application_id = 1380471381;
    pragma user_version = 5;
    """
}
