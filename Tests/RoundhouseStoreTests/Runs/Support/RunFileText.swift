/// A file of runs as SQL: what golden files are made of.
enum RunFileText {
  /// The statements that make such a file again, one a line but for tables.
  static func of(_ path: String) -> String {
    let tables = ["meta", "runs", "batches", "waits", "artifacts"]
    let schema = RawDatabase.ask(
      path,
      "select group_concat(sql || ';', char(10)) from (select sql from sqlite_schema where sql is not null order by rowid)"
    )
    let marks = ["application_id", "user_version"].map { "pragma \($0) = \(RawDatabase.ask(path, "pragma \($0)"));" }
    return ([schema] + tables.map { rows(of: $0, path) }.filter { !$0.isEmpty } + marks).joined(separator: "\n")
  }

  private static func rows(of table: String, _ path: String) -> String {
    let values = RawDatabase.ask(
      path, "select group_concat('quote(\"' || name || '\")', ' || '', '' || ') from pragma_table_info('\(table)')")
    return RawDatabase.ask(
      path,
      "select ifnull(group_concat('insert into \(table) values(' || \(values) || ');', char(10)), '') from \(table)")
  }
}
