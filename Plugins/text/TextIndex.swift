// SPDX-License-Identifier: Apache-2.0
public import AgentKit
private import CSQLite

/// Which rows have which words, in SQLite's FTS5: in memory, ranked by BM25. The texts themselves are not kept.
///
/// The pointers are this value's alone: `deinit` gives them back, and whoever owns the value uses them one at a time.
public struct TextIndex: ~Copyable {
  private let connection: OpaquePointer
  private let insertion: OpaquePointer
  private let removal: OpaquePointer
  private let selection: OpaquePointer

  /// What a row is found by. Words of the title count four times.
  public struct Row: Sendable {
    public let number: Int
    public let title: String
    public let text: String

    public init(_ number: Int, title: String, text: String) {
      self.number = number
      self.title = title
      self.text = text
    }
  }

  /// A row that was found; a higher score is better.
  public struct Match: Sendable {
    public let number: Int
    public let score: Double
  }

  /// Throws `agentError` if this SQLite cannot search texts.
  public init() throws(AgentError) {
    var connection: OpaquePointer?
    let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_MEMORY | SQLITE_OPEN_NOMUTEX
    let isOpen = sqlite3_open_v2(":memory:", &connection, flags, nil) == SQLITE_OK
    let hasTable = isOpen && sqlite3_exec(connection, Self.table, nil, nil, nil) == SQLITE_OK
    let statements = hasTable ? Self.statements.map { Self.prepare($0, connection) } : []
    guard let connection, statements.count == 3, let insertion = statements[0], let removal = statements[1],
      let selection = statements[2]
    else {
      let reason = String(cString: sqlite3_errmsg(connection))
      for statement in statements { sqlite3_finalize(statement) }
      sqlite3_close(connection)
      throw AgentError(.agentError, "SQLite cannot search texts: \(reason); install libsqlite3 3.9 or later with FTS5")
    }
    self.connection = connection
    self.insertion = insertion
    self.removal = removal
    self.selection = selection
  }

  deinit {
    for statement in [insertion, removal, selection] { sqlite3_finalize(statement) }
    sqlite3_close(connection)
  }

  /// Adds rows, all or none. Their numbers must be new.
  public mutating func add(_ rows: [Row]) throws(AgentError) {
    guard !rows.isEmpty else { return }
    try execute("BEGIN")
    do throws(AgentError) {
      for row in rows { try write(row, insertion) }
      try execute("COMMIT")
    } catch {
      try execute("ROLLBACK")
      throw error
    }
  }

  /// Removes a row, which must be as it was added.
  public mutating func remove(_ row: Row) throws(AgentError) { try write(row, removal) }

  /// The best rows for a query, best first, and of equals those that were added first.
  public borrowing func matches(
    for query: TextQuery, limit: Int, where isWanted: (Int) -> Bool = { _ in true }
  ) throws(AgentError) -> [Match] {
    guard !query.expression.isEmpty, limit > 0 else { return [] }
    defer { sqlite3_reset(selection) }
    Self.bind(query.expression, 1, selection)
    var matches: [Match] = []
    while matches.count < limit {
      let status = sqlite3_step(selection)
      if status == SQLITE_DONE { break }
      guard status == SQLITE_ROW else { throw failure() }
      let number = Int(sqlite3_column_int64(selection, 0))
      if isWanted(number) { matches.append(Match(number: number, score: -sqlite3_column_double(selection, 1))) }
    }
    return matches
  }

  private static let table = """
    PRAGMA temp_store = MEMORY;
    CREATE VIRTUAL TABLE texts
      USING fts5(title, body, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
    """
  private static let statements = [
    "INSERT INTO texts(rowid, title, body) VALUES (?, ?, ?)",
    "INSERT INTO texts(texts, rowid, title, body) VALUES ('delete', ?, ?, ?)",
    "SELECT rowid, bm25(texts, 4.0, 1.0) FROM texts WHERE texts MATCH ? ORDER BY 2, 1",
  ]

  private static func prepare(_ sql: String, _ connection: OpaquePointer?) -> OpaquePointer? {
    var statement: OpaquePointer?
    sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    return statement
  }

  private func write(_ row: Row, _ statement: OpaquePointer) throws(AgentError) {
    defer { sqlite3_reset(statement) }
    sqlite3_bind_int64(statement, 1, Int64(row.number))
    Self.bind(row.title, 2, statement)
    Self.bind(row.text, 3, statement)
    guard sqlite3_step(statement) == SQLITE_DONE else { throw failure() }
  }

  private func execute(_ sql: String) throws(AgentError) {
    guard sqlite3_exec(connection, sql, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// SQLite copies the text before this returns.
  private static func bind(_ text: String, _ place: Int32, _ statement: OpaquePointer) {
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    var text = text
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) {
        _ = sqlite3_bind_text64(statement, place, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
      }
    }
  }

  private func failure() -> AgentError {
    AgentError(.agentError, "SQLite: \(String(cString: sqlite3_errmsg(connection)))")
  }
}
