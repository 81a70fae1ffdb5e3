internal import CSQLite

/// Gives a statement its values one after another. For rows that are written with each step: nothing is allocated for
/// their texts and bytes, which lie in a room of the caller's while the statement runs.
struct Binding {
  private let statement: OpaquePointer
  private var next: Int32 = 1
  private var room: UnsafeMutableRawBufferPointer
  /// The first refusal; `SQLITE_OK` while there is none.
  private(set) var code = SQLITE_OK

  /// - Parameter room: lives until the statement is reset. What finds no place in it is copied by SQLite.
  init(statement: OpaquePointer, room: UnsafeMutableRawBufferPointer) {
    self.statement = statement
    self.room = room
  }

  mutating func add(_ value: Int64) { note(sqlite3_bind_int64(statement, next, value)) }
  mutating func add(_ value: UInt64) { add(Int64(bitPattern: value)) }
  mutating func add(_ value: Double) { note(SQLValue.real(value).bind(to: statement, at: next)) }
  mutating func addNull() { note(sqlite3_bind_null(statement, next)) }

  mutating func add(_ value: String) {
    guard let kept = value.utf8.withContiguousStorageIfAvailable({ keep(UnsafeRawBufferPointer($0)) }) ?? nil else {
      return note(SQLValue.text(value).bind(to: statement, at: next))
    }
    note(sqlite3_bind_text(statement, next, kept.baseAddress, Int32(kept.count), nil))
  }

  mutating func add(_ value: [UInt8]) {
    guard !value.isEmpty, let kept = value.withUnsafeBytes({ keep($0) }) else {
      return note(SQLValue.blob(value).bind(to: statement, at: next))
    }
    note(sqlite3_bind_blob(statement, next, kept.baseAddress, Int32(kept.count), nil))
  }

  /// - Parameter bytes: stay where they are until the statement is reset.
  mutating func add(lasting bytes: UnsafeRawBufferPointer) {
    note(sqlite3_bind_blob(statement, next, bytes.baseAddress, Int32(bytes.count), nil))
  }

  /// - Returns: nil if there is no room for it.
  private mutating func keep(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer? {
    guard bytes.count <= room.count else { return nil }
    let kept = UnsafeMutableRawBufferPointer(rebasing: room[..<bytes.count])
    kept.copyMemory(from: bytes)
    room = UnsafeMutableRawBufferPointer(rebasing: room[bytes.count...])
    return UnsafeRawBufferPointer(kept)
  }

  private mutating func note(_ answer: Int32) {
    if code == SQLITE_OK { code = answer }
    next += 1
  }
}
