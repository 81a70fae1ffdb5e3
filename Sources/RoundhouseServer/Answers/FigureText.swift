/// Room for one number as C text, written anew for each answer. Owned by one connection, used on its loop's thread.
struct FigureText: ~Copyable {
  private static let size = 32
  private let room = UnsafeMutablePointer<CChar>.allocate(capacity: size)
  private var start = size - 1

  init() { room[Self.size - 1] = 0 }

  deinit { room.deallocate() }

  /// Valid until the next number is written.
  var text: UnsafePointer<CChar> { UnsafePointer(room + start) }

  mutating func write(_ value: UInt64) {
    start = Self.size - 1
    put(value)
  }

  /// Writes thousandths with three decimals: 12345 as `12.345`.
  mutating func write(milliths value: UInt64) {
    start = Self.size - 1
    put(digit: value % 10)
    put(digit: value / 10 % 10)
    put(digit: value / 100 % 10)
    start -= 1
    room[start] = CChar(UInt8(ascii: "."))
    put(value / 1000)
  }

  private mutating func put(_ value: UInt64) {
    var rest = value
    repeat {
      put(digit: rest % 10)
      rest /= 10
    } while rest > 0
  }

  private mutating func put(digit: UInt64) {
    start -= 1
    room[start] = CChar(UInt8(ascii: "0") + UInt8(digit))
  }
}
