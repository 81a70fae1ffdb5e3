internal import CSQLite

/// A value for a statement's parameter.
enum SQLValue {
  case integer(Int64)
  case unsigned(UInt64)
  case text(String)
  case blob([UInt8])

  /// Binds the value; SQLite copies text and bytes before this returns.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .integer(let value): sqlite3_bind_int64(statement, index, value)
    case .unsigned(let value): sqlite3_bind_int64(statement, index, Int64(bitPattern: value))
    case .text(let value): sqlite3_bind_text(statement, index, value, Int32(value.utf8.count), Self.copied)
    // A nil pointer would bind NULL, and an empty array may have one.
    case .blob(let value) where value.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
    case .blob(let value): sqlite3_bind_blob(statement, index, value, Int32(value.count), Self.copied)
    }
  }

  /// SQLITE_TRANSIENT, a macro that Swift cannot import.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
