internal import CPlatform
internal import Glibc
internal import RoundhouseModel

/// Room on the disk that is given back when there is no other: a full disk refuses to move the log into the file too,
/// and would never come free of it.
struct Ballast {
  private static let pause: Nanoseconds = .seconds(10)

  private let path: String
  private let bytes: Int64
  private var isThere = false
  /// When it is made again at the earliest.
  private var due: Nanoseconds = 0

  init(path: String, bytes: Int64) {
    self.path = path
    self.bytes = bytes
    var status = stat()
    isThere = bytes > 0 && stat(path, &status) == 0 && Int64(status.st_blocks) * 512 >= bytes
  }

  /// Takes the room, unless the disk would be nearly full then.
  mutating func make() {
    guard bytes > 0, !isThere else { return }
    due = platform_now() &+ Self.pause
    guard FreeRoom.bytes(beside: path) >= 2 * bytes else { return }
    let descriptor = platform_open(path, O_WRONLY | O_CREAT | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { return }
    isThere = posix_fallocate(descriptor, 0, off_t(bytes)) == 0
    close(descriptor)
    if !isThere { unlink(path) }
  }

  /// Makes it again after it was given back; tried now and then.
  mutating func restore() {
    if !isThere, platform_now() >= due { make() }
  }

  /// - Returns: whether there was any.
  @discardableResult
  mutating func release() -> Bool {
    guard isThere else { return false }
    isThere = false
    due = platform_now() &+ Self.pause
    return unlink(path) == 0
  }
}
