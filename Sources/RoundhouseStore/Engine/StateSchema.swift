/// The tables of `kv.db`.
enum StateSchema {
  static let schema = Schema(
    applicationID: 0x5248_4B56,  // "RHKV"
    migrations: [
      """
      create table entry(
        id integer primary key, agent text not null, kind integer not null, space text not null, key text not null,
        value blob not null, version integer not null) strict;
      create unique index entry_name on entry(agent, kind, space, key);
      create table usage(agent text primary key, bytes integer not null) strict, without rowid;
      create table counter(id integer primary key check(id = 1), version integer not null) strict;
      insert into counter values(1, 0);
      """
    ])
}
