internal import CSQLite

/// A value for a statement's parameter.
enum SQLValue {
  case integer(Int64)
  case unsigned(UInt64)
  case real(Double)
  case text(String)
  case blob([UInt8])
  case null

  /// Binds the value; SQLite copies text and bytes before this returns.
  func bind(to statement: OpaquePointer, at index: Int32) -> Int32 {
    switch self {
    case .integer(let value): sqlite3_bind_int64(statement, index, value)
    case .unsigned(let value): sqlite3_bind_int64(statement, index, Int64(bitPattern: value))
    // What is not a number is stored as NULL.
    case .real(let value): sqlite3_bind_double(statement, index, value)
    case .text(let value): sqlite3_bind_text(statement, index, value, Int32(value.utf8.count), Self.copied)
    case .null: sqlite3_bind_null(statement, index)
    // A nil pointer would bind NULL, and an empty array may have one.
    case .blob(let value) where value.isEmpty: sqlite3_bind_zeroblob(statement, index, 0)
    case .blob(let value): sqlite3_bind_blob(statement, index, value, Int32(value.count), Self.copied)
    }
  }

  /// SQLITE_TRANSIENT, a macro that Swift cannot import.
  private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }
}
