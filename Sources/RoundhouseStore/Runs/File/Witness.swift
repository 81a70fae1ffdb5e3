internal import CPlatform
internal import RoundhouseModel

/// A small file that knows what was confirmed. SQLite drops everything behind a damaged place of its log without a
/// word; this is how the host notices.
///
/// It is written after each commit, so it never says more than is on the disk, and not flushed: it outlives the
/// process, and after a power cut it may say less than was confirmed.
struct Witness: ~Copyable {
  /// 32 bytes, in this machine's order as the file of runs does not leave it either.
  private struct Text {
    static let sign: Int64 = 0x5248_5749_544E_3031  // "RHWITN01"

    var sign = Text.sign
    var entry: Int64
    var run: Int64
    var sum: Int64

    init(_ mark: RunMark) {
      entry = mark.entry
      run = mark.run
      sum = Text.sum(mark)
    }

    static func sum(_ mark: RunMark) -> Int64 { mark.entry &* 31 &+ mark.run ^ sign }
  }

  private let descriptor: Int32

  init(path: String) throws(RoundhouseError) {
    descriptor = platform_open(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .unusable(path, "open") }
  }

  deinit { close(descriptor) }

  /// What was confirmed; nil if nothing was, or the file cannot be read: then it knows nothing, and nothing is refused.
  var mark: RunMark? {
    var text = Text(RunMark())
    let count = withUnsafeMutableBytes(of: &text) { pread(descriptor, $0.baseAddress!, $0.count, 0) }
    let mark = RunMark(entry: text.entry, run: text.run)
    guard count == MemoryLayout<Text>.size, text.sign == Text.sign, text.sum == Text.sum(mark) else { return nil }
    return mark
  }

  /// Says that all is confirmed up to a mark. A disk that refuses it leaves what it said before, which is true as well.
  func write(_ mark: RunMark) {
    var text = Text(mark)
    _ = withUnsafeBytes(of: &text) { pwrite(descriptor, $0.baseAddress!, $0.count, 0) }
  }
}
